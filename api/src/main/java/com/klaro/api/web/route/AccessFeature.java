package com.klaro.api.web.route;

import com.klaro.api.web.body.BodyFilter;
import com.klaro.api.web.body.EncodedBodyFilter;
import com.klaro.api.web.body.MaxBody;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Optional;
import java.util.function.Function;

/// Gives each route its name in traces and the checks its annotations ask for. A route that is not
/// in the inventory, and so has no declared access, stops the boot here, however it was registered.
public final class AccessFeature implements DynamicFeature {

  private final RouteInventory inventory;
  private final Function<Route, Optional<ContainerRequestFilter>> callers;
  private final DeclaredAnswers.Ledger ledger;

  public AccessFeature(
      RouteInventory inventory,
      Function<Route, Optional<ContainerRequestFilter>> callers,
      DeclaredAnswers.Ledger ledger) {
    this.inventory = inventory;
    this.callers = callers;
    this.ledger = ledger;
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    if (resource.getResourceClass().getName().startsWith("org.glassfish.jersey.server.wadl.")) {
      // Jersey's own OPTIONS, which no request reaches: JerseyRequest renames the method.
      return;
    }
    Route route =
        inventory
            .of(resource.getResourceMethod())
            .orElseThrow(() ->
                new IllegalStateException(
                    "Not in the inventory, so without @Access: "
                        + resource.getResourceClass().getName()
                        + "#"
                        + resource.getResourceMethod().getName()));
    context.register(new RouteSpan(route), RouteSpan.PRIORITY);
    MaxBody raised = route.handler().getAnnotation(MaxBody.class);
    context.register(
        new BodyFilter(
            raised == null ? MaxBody.DEFAULT_BYTES : raised.bytes(), BodyFilter.PATIENCE),
        BodyFilter.PRIORITY);
    callers.apply(route).ifPresent(it -> context.register(it, Priorities.AUTHENTICATION));
    if (!route.takesBody()) {
      context.register(new EncodedBodyFilter(), EncodedBodyFilter.PRIORITY);
    }
    if (!route.queryParameters().isEmpty()) {
      context.register(
          new RepeatedParameters(route.queryParameters()), RepeatedParameters.PRIORITY);
    }
    context.register(new DeclaredAnswers(route, ledger));
  }
}
