/// Everything in one process, for development, demonstration and tests: embedded parts, both
/// programs, and a run file that says where they are.
@NullMarked
package com.klaro.app.dev;

import org.jspecify.annotations.NullMarked;
