/// What has to be done now and then, or again until it worked, in the process that needs it done.
@NullMarked
package com.klaro.store.upkeep;

import org.jspecify.annotations.NullMarked;
