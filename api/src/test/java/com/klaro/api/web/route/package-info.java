@NullMarked
package com.klaro.api.web.route;

import org.jspecify.annotations.NullMarked;
