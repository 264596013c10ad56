/// What a feature brings along to be on shift. Below the features, so that none of them knows who
/// puts them together.
@NullMarked
package com.klaro.worker.wiring;

import org.jspecify.annotations.NullMarked;
