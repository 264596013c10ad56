/// Bodies, from their bytes to checked fields: size, patience, encoding, strict JSON.
@NullMarked
package com.klaro.api.web.body;

import org.jspecify.annotations.NullMarked;
