@NullMarked
package com.klaro.activities.identity.breach;

import org.jspecify.annotations.NullMarked;
