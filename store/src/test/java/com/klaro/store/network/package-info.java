/// Where a connection leads.
@NullMarked
package com.klaro.store.network;

import org.jspecify.annotations.NullMarked;
