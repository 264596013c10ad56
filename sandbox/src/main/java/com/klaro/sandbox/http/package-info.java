/// A small HTTP server for the pretended world: loopback only, virtual threads, JSON.
@NullMarked
package com.klaro.sandbox.http;

import org.jspecify.annotations.NullMarked;
