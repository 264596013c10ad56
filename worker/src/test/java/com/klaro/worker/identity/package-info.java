@NullMarked
package com.klaro.worker.identity;

import org.jspecify.annotations.NullMarked;
