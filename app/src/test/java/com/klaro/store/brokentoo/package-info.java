/// The other half of a cycle, which takes two features.
@NullMarked
package com.klaro.store.brokentoo;

import org.jspecify.annotations.NullMarked;
