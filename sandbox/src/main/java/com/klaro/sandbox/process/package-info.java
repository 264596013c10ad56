/// Child processes that never outlive the program that started them, and never run twice on the
/// same files.
@NullMarked
package com.klaro.sandbox.process;

import org.jspecify.annotations.NullMarked;
