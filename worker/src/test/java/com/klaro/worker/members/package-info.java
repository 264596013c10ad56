@NullMarked
package com.klaro.worker.members;

import org.jspecify.annotations.NullMarked;
