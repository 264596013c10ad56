@NullMarked
package com.klaro.worker;

import org.jspecify.annotations.NullMarked;
