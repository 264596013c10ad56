@NullMarked
package com.klaro.store.audit;

import org.jspecify.annotations.NullMarked;
