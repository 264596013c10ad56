/// Accounts with their passwords, second factors and passkeys, their sessions, and what is done by
/// mailed links: nobody's workspace, behind a database role of their own (AUTH-1 to AUTH-4). What
/// an account is in a workspace is in `members`.
@NullMarked
package com.klaro.store.identity;

import org.jspecify.annotations.NullMarked;
