/// One half of a cycle, which takes two mechanisms.
@NullMarked
package com.klaro.api.web.broken;

import org.jspecify.annotations.NullMarked;
