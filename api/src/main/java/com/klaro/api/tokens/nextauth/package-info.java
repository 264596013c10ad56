/// Session tokens of front ends built on NextAuth (next-auth 4) and Auth.js (version 5). They are
/// encrypted with a key that the front end shares with us, so whoever holds it can write any: from
/// a token we take which session it is, and nothing else.
@NullMarked
package com.klaro.api.tokens.nextauth;

import org.jspecify.annotations.NullMarked;
