/// One broken sample that can only be written here; see `com.klaro.store.broken`.
@NullMarked
package com.klaro.store.tenancy;

import org.jspecify.annotations.NullMarked;
