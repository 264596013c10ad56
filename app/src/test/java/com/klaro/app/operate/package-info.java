@NullMarked
package com.klaro.app.operate;

import org.jspecify.annotations.NullMarked;
