package com.klaro.api.web.route;

import com.klaro.api.web.request.TracedHandler;
import com.klaro.store.telemetry.LogFields;
import com.klaro.store.telemetry.Span;
import com.klaro.store.telemetry.SpanField;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Locale;

/// Tells the request's span and log lines where it goes: the route by its template, and the
/// workspace that the path names. Whether the caller may go there is not known yet.
final class RouteSpan implements ContainerRequestFilter {

  /// Before the body is read.
  static final int PRIORITY = 800;

  private static final String WORKSPACE = "workspaceId";

  private final String path;

  RouteSpan(Route route) {
    this.path = route.path();
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String name = request.getMethod() + " " + path;
    request.setProperty(TracedHandler.NAME, name);
    if (request.getProperty(TracedHandler.SPAN) instanceof Span span) {
      span.named(name).put(SpanField.ROUTE, path);
      String workspace = request.getUriInfo().getPathParameters().getFirst(WORKSPACE);
      if (workspace != null && IdParameters.isId(workspace)) {
        String id = workspace.toLowerCase(Locale.ROOT);
        span.put(SpanField.WORKSPACE_ID, id);
        LogFields.WORKSPACE_ID.set(id);
      }
    }
  }
}
