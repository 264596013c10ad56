package com.klaro.api.web.body;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import org.jspecify.annotations.Nullable;

/// On routes that take no [Body]: a compressed body is refused there too, after authentication.
/// Routes with one ask when they read it.
public final class EncodedBodyFilter implements ContainerRequestFilter {

  /// After `Priorities.AUTHENTICATION` (1000).
  public static final int PRIORITY = 1900;

  @Override
  public void filter(ContainerRequestContext request) {
    @Nullable String encoding = request.getHeaderString(BodyFilter.CONTENT_ENCODING);
    Body.refuseEncoded(encoding == null ? "" : encoding);
  }
}
