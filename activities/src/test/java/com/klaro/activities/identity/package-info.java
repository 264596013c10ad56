@NullMarked
package com.klaro.activities.identity;

import org.jspecify.annotations.NullMarked;
