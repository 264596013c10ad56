@NullMarked
package com.klaro.activities.tenancy;

import org.jspecify.annotations.NullMarked;
