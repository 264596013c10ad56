package com.klaro.api.web;

import com.klaro.api.docs.DocsResource;
import com.klaro.api.docs.OpenApi;
import com.klaro.api.docs.OpenApiResource;
import com.klaro.api.sessions.SessionFilter;
import com.klaro.api.sessions.SessionPrincipal;
import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.auth.Authenticator;
import io.dropwizard.core.setup.Environment;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.Priorities;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.glassfish.jersey.server.ServerProperties;

/// Puts the mechanisms and the resources into Dropwizard. Resources come in through here and no
/// other way: one that was registered past it is not in the inventory and stops the boot.
public final class Web {

  private final RouteInventory inventory;
  private final DeclaredAnswers.Ledger ledger;

  private Web(RouteInventory inventory, DeclaredAnswers.Ledger ledger) {
    this.inventory = inventory;
    this.ledger = ledger;
  }

  /// @param general the general limit, scaled
  /// @param authenticator who says whose token it is
  /// @param resources the features' resources
  /// @throws IllegalStateException when a route does not declare itself
  public static Web install(
      Environment environment,
      RateLimiter general,
      Authenticator<String, SessionPrincipal> authenticator,
      MeterRegistry meters,
      List<?> resources) {
    var all = new ArrayList<Object>(resources);
    all.addAll(List.of(new ProblemResource(), new DocsResource()));
    List<Class<?>> types = new ArrayList<>(List.of(OpenApiResource.class));
    all.forEach(it -> types.add(it.getClass()));
    RouteInventory inventory = RouteInventory.of(types);
    all.add(new OpenApiResource(OpenApi.json(inventory)));
    var ledger = new DeclaredAnswers.Ledger();

    Json.configureForAnswers(environment.getObjectMapper());
    var jersey = environment.jersey();
    jersey.property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
    jersey.property(ServerProperties.WADL_FEATURE_DISABLE, true);
    jersey.getResourceConfig().register(new RequestMetrics(meters), Priorities.USER - 4900);
    jersey.getResourceConfig().register(new RateLimitFilter(general), Priorities.USER - 4800);
    jersey.getResourceConfig().register(new PathParameterFilter(), Priorities.USER - 4700);
    jersey.register(new AccessFeature(inventory, new SessionFilter(authenticator), ledger));
    jersey.register(new AuthValueFactoryProvider.Binder<>(SessionPrincipal.class));
    jersey.register(new BodyReader(new BodyParser()));
    jersey.register(new IdParameters());
    jersey.register(new ProblemMapper());
    jersey.register(new JerseyRefusalMapper());
    jersey.register(new DatabaseUnavailableMapper());
    jersey.register(new HashingOverloadedMapper());
    jersey.register(new LastResortMapper());
    all.forEach(jersey::register);
    return new Web(inventory, ledger);
  }

  public RouteInventory inventory() {
    return inventory;
  }

  /// Answers that no route declared, since the start. Tests assert that there are none.
  public Set<String> undeclared() {
    return Set.copyOf(ledger.found());
  }
}
