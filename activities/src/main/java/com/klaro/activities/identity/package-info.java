/// The steps of sign-ups, resets, changes of address, deletions and notices that touch the world:
/// rows behind writers, mail behind `Mailer` (AUTH-3, AUTH-4).
@NullMarked
package com.klaro.activities.identity;

import org.jspecify.annotations.NullMarked;
