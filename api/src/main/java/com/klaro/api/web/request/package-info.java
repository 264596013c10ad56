/// What all later steps know of a request: its id, its trace, and what Jersey is shown of it.
@NullMarked
package com.klaro.api.web.request;

import org.jspecify.annotations.NullMarked;
