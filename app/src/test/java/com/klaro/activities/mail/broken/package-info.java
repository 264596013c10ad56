/// A mechanism that knows what it serves.
@NullMarked
package com.klaro.activities.mail.broken;

import org.jspecify.annotations.NullMarked;
