/// The pages that mails lead to, as they are served.
@NullMarked
package com.klaro.api.identity.pages;

import org.jspecify.annotations.NullMarked;
