@NullMarked
package com.klaro.app.config;

import org.jspecify.annotations.NullMarked;
