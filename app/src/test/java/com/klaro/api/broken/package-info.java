/// Breaks the rules of this room, one class for each, so that `BrokenSamplesTest` sees each rule
/// fail. Nothing here ever runs.
@NullMarked
package com.klaro.api.broken;

import org.jspecify.annotations.NullMarked;
