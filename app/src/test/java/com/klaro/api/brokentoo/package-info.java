/// Half of a cycle that no room sees whole.
@NullMarked
package com.klaro.api.brokentoo;

import org.jspecify.annotations.NullMarked;
