@NullMarked
package com.klaro.api.members;

import org.jspecify.annotations.NullMarked;
