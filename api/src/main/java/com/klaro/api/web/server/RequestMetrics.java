package com.klaro.api.web.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ExtendedUriInfo;

/// Time and status per route template. A label never holds a path, an id or an unknown method:
/// labels are for ever.
@PreMatching
public final class RequestMetrics implements ContainerRequestFilter, ContainerResponseFilter {

  private static final String BEGUN = "com.klaro.begun";

  private final MeterRegistry meters;

  public RequestMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(BEGUN, System.nanoTime());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(BEGUN) instanceof Long begun) {
      Timer.builder("http.server.requests")
          .tag("route", template(request))
          .tag("method", request.getMethod())
          .tag("status", Integer.toString(response.getStatus()))
          .register(meters)
          .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }
  }

  private static String template(ContainerRequestContext request) {
    if (!(request.getUriInfo() instanceof ExtendedUriInfo uri)
        || uri.getMatchedResourceMethod() == null) {
      return "none";
    }
    StringBuilder template = new StringBuilder();
    uri.getMatchedTemplates().reversed().forEach(it -> template.append(it.getTemplate()));
    return template.toString().replaceAll("/+", "/");
  }
}
