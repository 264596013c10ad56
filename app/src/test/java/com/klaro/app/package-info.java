@NullMarked
package com.klaro.app;

import org.jspecify.annotations.NullMarked;
