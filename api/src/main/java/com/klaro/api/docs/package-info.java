/// The API's description, made from the routes themselves, and a page to read it: what is
/// documented is what runs.
@NullMarked
package com.klaro.api.docs;

import org.jspecify.annotations.NullMarked;
