/// Parameters of password hashing that suit the machine.
@NullMarked
package com.klaro.app.calibrate;

import org.jspecify.annotations.NullMarked;
