/// The pages that mails about an account lead to, for whoever has no front end of their own. They
/// use the routes that a front end would use, and know nothing that it could not.
@NullMarked
package com.klaro.api.identity.pages;

import org.jspecify.annotations.NullMarked;
