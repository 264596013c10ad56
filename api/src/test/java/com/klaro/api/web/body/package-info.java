@NullMarked
package com.klaro.api.web.body;

import org.jspecify.annotations.NullMarked;
