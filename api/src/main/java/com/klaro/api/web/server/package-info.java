/// The HTTP server in front of the routes: what it refuses by itself, the headers of every
/// response, TLS only, its metrics, and how it ends.
@NullMarked
package com.klaro.api.web.server;

import org.jspecify.annotations.NullMarked;
