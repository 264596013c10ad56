/// A caller from outside: what demo, benchmarks and end-to-end tests know of a running Klaro is its
/// HTTP interface.
@NullMarked
package com.klaro.app.client;

import org.jspecify.annotations.NullMarked;
