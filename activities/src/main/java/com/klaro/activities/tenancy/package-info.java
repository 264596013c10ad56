/// The tenancy gate in front of every step: each attempt of an activity asks again (TEN-1).
@NullMarked
package com.klaro.activities.tenancy;

import org.jspecify.annotations.NullMarked;
