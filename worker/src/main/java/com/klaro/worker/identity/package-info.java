/// The five stories of accounts on shift: signups, new passwords, changes of address, deletions and
/// notices (AUTH-3).
@NullMarked
package com.klaro.worker.identity;

import org.jspecify.annotations.NullMarked;
