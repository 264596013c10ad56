/// What the documents say, against what is served.
@NullMarked
package com.klaro.api.docs;

import org.jspecify.annotations.NullMarked;
