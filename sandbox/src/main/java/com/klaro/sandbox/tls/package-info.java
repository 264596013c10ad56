/// Certificates that nobody vouches for, as a machine of one's own needs them.
@NullMarked
package com.klaro.sandbox.tls;

import org.jspecify.annotations.NullMarked;
