@NullMarked
package com.klaro.store.members;

import org.jspecify.annotations.NullMarked;
