package com.klaro.api.web.limit;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Map;

/// The general limit, per client block and before a route is sought, so that guessing paths counts
/// too. Webhooks are not counted: a provider sends bursts from few addresses, and [Overload] bounds
/// them.
@PreMatching
public final class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {

  private static final String HEADERS = "com.klaro.rateHeaders";

  private final RateLimiter limiter;

  public RateLimitFilter(RateLimiter limiter) {
    this.limiter = limiter;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!("/" + request.getUriInfo().getPath()).startsWith(Overload.WEBHOOKS)) {
      request.setProperty(HEADERS, limiter.take(Peer.of(request).block()));
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(HEADERS) instanceof Map<?, ?> headers) {
      headers.forEach((name, value) -> {
        if (!response.getHeaders().containsKey(name)) {
          response.getHeaders().putSingle((String) name, value);
        }
      });
    }
  }
}
