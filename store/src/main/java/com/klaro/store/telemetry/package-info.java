/// What api and worker say about themselves: meters, traces and log lines. It lives here because
/// this is the one module below both.
///
/// Two rules hold for all of it: ids only, never an address, a token, a number, a body or a
/// parameter of a statement; and nothing starts, connects or is loaded unless configuration asks
/// for it (HOST-2, PAY-1).
@NullMarked
package com.klaro.store.telemetry;

import org.jspecify.annotations.NullMarked;
