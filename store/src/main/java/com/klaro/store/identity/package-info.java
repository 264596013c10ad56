/// Accounts, credentials, sessions and signups: nobody's workspace, behind a database role of their
/// own (AUTH-1 to AUTH-4).
@NullMarked
package com.klaro.store.identity;

import org.jspecify.annotations.NullMarked;
