/// Passwords: which new ones are taken, how they are hashed, and who waits for it (AUTH-1). It
/// knows nothing of whose they are: the words of an owner are given to it, and hashes are kept
/// above.
@NullMarked
package com.klaro.store.identity.password;

import org.jspecify.annotations.NullMarked;
