package com.klaro.api.web.server;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Objects;

/// Whether an answer could not be written to its end. Its connection is then closed without the end
/// that HTTP has for a body, so that nobody takes the part for the whole (RFC 9112 §8).
public final class BrokenOff {

  static final String ATTRIBUTE = "com.klaro.broken-off";

  private volatile boolean said;

  public static BrokenOff of(ContainerRequestContext request) {
    return (BrokenOff)
        Objects.requireNonNull(
            request.getProperty(ATTRIBUTE), "no server of ours in front of Jersey");
  }

  public void say() {
    said = true;
  }

  boolean isSaid() {
    return said;
  }
}
