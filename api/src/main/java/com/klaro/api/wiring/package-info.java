/// What a feature is given, and what it brings along, to be in the API. Below the features, so that
/// none of them knows who puts them together.
@NullMarked
package com.klaro.api.wiring;

import org.jspecify.annotations.NullMarked;
