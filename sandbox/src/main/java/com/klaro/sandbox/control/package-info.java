/// The pretended providers behind one port, and the controls with which a test makes them fail. A
/// provider that is not mounted is unknown here: nothing pretends to be one.
@NullMarked
package com.klaro.sandbox.control;

import org.jspecify.annotations.NullMarked;
