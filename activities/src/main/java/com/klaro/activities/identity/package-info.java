/// The steps of signup that touch the world: rows behind `SignupWriter`, mail behind `Mailer`
/// (AUTH-3, AUTH-4).
@NullMarked
package com.klaro.activities.identity;

import org.jspecify.annotations.NullMarked;
