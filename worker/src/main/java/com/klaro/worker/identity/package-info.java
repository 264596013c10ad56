/// Signups on shift (AUTH-3).
@NullMarked
package com.klaro.worker.identity;

import org.jspecify.annotations.NullMarked;
