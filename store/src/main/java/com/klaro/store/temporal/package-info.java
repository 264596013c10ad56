/// The one way to Temporal for api, worker and tests: client, plugin, and the codec that encrypts
/// histories (HOST-2).
@NullMarked
package com.klaro.store.temporal;

import org.jspecify.annotations.NullMarked;
