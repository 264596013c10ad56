/// How much, and for whom: who the peer is, how often it may ask, and how many are at work at once.
@NullMarked
package com.klaro.api.web.limit;

import org.jspecify.annotations.NullMarked;
