package com.klaro.app.production;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Key `profile` of the configuration. `dev`, `demo` and what finds a running development program
/// by its run file are development whatever it says.
public enum Profile {
  /// Nothing in clear beyond this machine, no version with a known hole, no secret that others
  /// have.
  @JsonProperty("production")
  PRODUCTION,
  @JsonProperty("development")
  DEVELOPMENT
}
