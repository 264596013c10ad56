/// What operators see on the admin connector.
@NullMarked
package com.klaro.api.operations;

import org.jspecify.annotations.NullMarked;
