@NullMarked
package com.klaro.workflows.identity;

import org.jspecify.annotations.NullMarked;
