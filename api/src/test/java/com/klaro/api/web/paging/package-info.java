@NullMarked
package com.klaro.api.web.paging;

import org.jspecify.annotations.NullMarked;
