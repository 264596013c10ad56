/// A real Postgres for development and tests. Passwords are checked and data is kept as a real
/// installation does it, so that what works here works there.
@NullMarked
package com.klaro.sandbox.postgres;

import org.jspecify.annotations.NullMarked;
