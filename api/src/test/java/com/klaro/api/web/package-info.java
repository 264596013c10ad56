/// The mechanisms over real sockets, with a few routes made for it.
@NullMarked
package com.klaro.api.web;

import org.jspecify.annotations.NullMarked;
