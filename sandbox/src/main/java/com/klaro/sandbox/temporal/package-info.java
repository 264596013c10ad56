/// Temporal servers for development and tests: the real development server with its data kept, or
/// the one in memory.
@NullMarked
package com.klaro.sandbox.temporal;

import org.jspecify.annotations.NullMarked;
