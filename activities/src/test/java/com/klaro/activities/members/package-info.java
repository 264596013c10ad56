@NullMarked
package com.klaro.activities.members;

import org.jspecify.annotations.NullMarked;
