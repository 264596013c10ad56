/// Where a connection leads, and what answers carry over it.
@NullMarked
package com.klaro.store.network;

import org.jspecify.annotations.NullMarked;
