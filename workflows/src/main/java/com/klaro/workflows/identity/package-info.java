/// Signup and, later, password resets: what must happen between a stranger's address and an account
/// (AUTH-3, AUTH-4).
@NullMarked
package com.klaro.workflows.identity;

import org.jspecify.annotations.NullMarked;
