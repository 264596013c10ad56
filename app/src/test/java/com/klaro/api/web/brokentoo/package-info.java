/// The other half.
@NullMarked
package com.klaro.api.web.brokentoo;

import org.jspecify.annotations.NullMarked;
