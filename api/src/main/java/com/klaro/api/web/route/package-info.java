/// What a route says of itself, its access class above all, and what is checked from that before it
/// is entered.
@NullMarked
package com.klaro.api.web.route;

import org.jspecify.annotations.NullMarked;
