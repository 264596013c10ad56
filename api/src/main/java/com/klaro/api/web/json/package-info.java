/// How our JSON is written and read, and what the API's description says of a field.
@NullMarked
package com.klaro.api.web.json;

import org.jspecify.annotations.NullMarked;
