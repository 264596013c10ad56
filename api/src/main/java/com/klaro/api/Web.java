package com.klaro.api;

import com.klaro.api.docs.DocsResource;
import com.klaro.api.docs.OpenApi;
import com.klaro.api.docs.OpenApiResource;
import com.klaro.api.docs.ProblemResource;
import com.klaro.api.tenancy.WorkspaceCaller;
import com.klaro.api.tenancy.WorkspaceFilter;
import com.klaro.api.tokens.AccessTokens;
import com.klaro.api.tokens.JwksResource;
import com.klaro.api.tokens.SessionAuthenticator;
import com.klaro.api.tokens.SessionFilter;
import com.klaro.api.tokens.SessionPrincipal;
import com.klaro.api.tokens.nextauth.NextAuthTokens;
import com.klaro.api.tokens.nextauth.SessionCookies;
import com.klaro.api.web.Mechanisms;
import com.klaro.api.web.limit.RateLimiter;
import com.klaro.api.web.page.PageAssetsResource;
import com.klaro.api.web.route.Route;
import com.klaro.api.web.route.RouteInventory;
import io.dropwizard.auth.PolymorphicAuthValueFactoryProvider;
import io.dropwizard.core.setup.Environment;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts the mechanisms and the resources into Dropwizard. Resources come in through here and no
/// other way: one that was registered past it is not in the inventory and stops the boot.
public final class Web {

  private final RouteInventory inventory;
  private final Mechanisms mechanisms;

  private Web(RouteInventory inventory, Mechanisms mechanisms) {
    this.inventory = inventory;
    this.mechanisms = mechanisms;
  }

  /// @param general the general limit, scaled
  /// @param tokens that a session shows, and whose public keys are served
  /// @param nextAuth the same of front ends that have their own tokens
  /// @param resources the features' resources
  /// @throws IllegalStateException when a route does not declare itself
  public static Web install(
      Environment environment,
      RateLimiter general,
      AccessTokens tokens,
      NextAuthTokens nextAuth,
      MeterRegistry meters,
      List<?> resources) {
    var all = new ArrayList<Object>(resources);
    all.addAll(
        List.of(
            new ProblemResource(),
            new DocsResource(),
            new PageAssetsResource(),
            new JwksResource(tokens)));
    List<Class<?>> types = new ArrayList<>(List.of(OpenApiResource.class));
    all.forEach(it -> types.add(it.getClass()));
    RouteInventory inventory = RouteInventory.of(types);
    all.add(new OpenApiResource(() -> OpenApi.json(inventory)));
    var sessions =
        new SessionFilter(
            new SessionAuthenticator(tokens, nextAuth::holder),
            new SessionCookies(nextAuth)::caller);
    var mechanisms =
        Mechanisms.install(
            environment, inventory, general, route -> caller(route, sessions), meters);
    environment
        .jersey()
        .register(
            new PolymorphicAuthValueFactoryProvider.Binder<>(
                Set.of(SessionPrincipal.class, WorkspaceCaller.class)));
    all.forEach(environment.jersey()::register);
    return new Web(inventory, mechanisms);
  }

  public RouteInventory inventory() {
    return inventory;
  }

  /// Answers that no route declared, since the start. Tests assert that there are none.
  public Set<String> undeclared() {
    return mechanisms.undeclared();
  }

  private static Optional<ContainerRequestFilter> caller(Route route, SessionFilter sessions) {
    return switch (route.access()) {
      case PUBLIC, WEBHOOK -> Optional.empty();
      case SESSION -> Optional.of(sessions);
      case WORKSPACE -> Optional.of(new WorkspaceFilter(sessions, route.role()));
      // A customer has a session too.
      case STAFF ->
          throw new IllegalStateException(
              "Nobody proves yet who is staff, so no route is for staff: "
                  + route.method()
                  + " "
                  + route.path());
    };
  }
}
