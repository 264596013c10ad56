@NullMarked
package com.klaro.store.tenancy;

import org.jspecify.annotations.NullMarked;
