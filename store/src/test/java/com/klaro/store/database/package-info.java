@NullMarked
package com.klaro.store.database;

import org.jspecify.annotations.NullMarked;
