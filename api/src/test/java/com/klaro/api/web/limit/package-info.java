@NullMarked
package com.klaro.api.web.limit;

import org.jspecify.annotations.NullMarked;
