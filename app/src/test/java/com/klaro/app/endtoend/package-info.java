/// The real program in a process of its own, watched from outside while what it stands on is taken
/// away.
@NullMarked
package com.klaro.app.endtoend;

import org.jspecify.annotations.NullMarked;
