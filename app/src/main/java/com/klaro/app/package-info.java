/// One program: finds the command that was asked for and runs it.
@NullMarked
package com.klaro.app;

import org.jspecify.annotations.NullMarked;
