@NullMarked
package com.klaro.api.web.request;

import org.jspecify.annotations.NullMarked;
