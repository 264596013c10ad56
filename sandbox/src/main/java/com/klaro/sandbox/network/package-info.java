/// Ports on the loopback interface, and a wire between two programs that can be cut.
@NullMarked
package com.klaro.sandbox.network;

import org.jspecify.annotations.NullMarked;
