/// The one provider that is asked while somebody waits, hence by the API too: whether a new
/// password was published (decision 0016).
@NullMarked
package com.klaro.activities.identity.breach;

import org.jspecify.annotations.NullMarked;
