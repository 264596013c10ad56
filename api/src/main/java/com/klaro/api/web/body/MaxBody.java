package com.klaro.api.web.body;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Raises the cap on a route's body above the 64 KiB of JSON; webhooks of providers come in
/// batches.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MaxBody {

  int DEFAULT_BYTES = 64 * 1024;

  int bytes();
}
