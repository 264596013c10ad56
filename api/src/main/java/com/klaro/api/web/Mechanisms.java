package com.klaro.api.web;

import com.klaro.api.web.body.BodyParser;
import com.klaro.api.web.body.BodyReader;
import com.klaro.api.web.json.Json;
import com.klaro.api.web.limit.RateLimitFilter;
import com.klaro.api.web.limit.RateLimiter;
import com.klaro.api.web.problem.DatabaseUnavailableMapper;
import com.klaro.api.web.problem.JerseyRefusalMapper;
import com.klaro.api.web.problem.LastResortMapper;
import com.klaro.api.web.problem.ProblemMapper;
import com.klaro.api.web.route.AccessFeature;
import com.klaro.api.web.route.DeclaredAnswers;
import com.klaro.api.web.route.IdParameters;
import com.klaro.api.web.route.PathParameterFilter;
import com.klaro.api.web.route.Route;
import com.klaro.api.web.route.RouteInventory;
import com.klaro.api.web.server.RequestMetrics;
import io.dropwizard.core.setup.Environment;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.glassfish.jersey.server.ServerProperties;

/// What every request passes, whatever it asks for: limits, meters, the checks of its route, the
/// reading of its body and the words of a refusal.
public final class Mechanisms {

  private final DeclaredAnswers.Ledger ledger = new DeclaredAnswers.Ledger();

  private Mechanisms() {}

  /// @param inventory every route there will be; one outside of it stops the boot
  /// @param general the general limit, scaled
  /// @param callers what refuses or says who calls, for a route that asks
  public static Mechanisms install(
      Environment environment,
      RouteInventory inventory,
      RateLimiter general,
      Function<Route, Optional<ContainerRequestFilter>> callers,
      MeterRegistry meters) {
    var mechanisms = new Mechanisms();
    Json.configureForAnswers(environment.getObjectMapper());
    var jersey = environment.jersey();
    jersey.property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
    jersey.property(ServerProperties.WADL_FEATURE_DISABLE, true);
    jersey.getResourceConfig().register(new RequestMetrics(meters), Priorities.USER - 4900);
    jersey.getResourceConfig().register(new RateLimitFilter(general), Priorities.USER - 4800);
    jersey.getResourceConfig().register(new PathParameterFilter(), Priorities.USER - 4700);
    jersey.register(new AccessFeature(inventory, callers, mechanisms.ledger));
    jersey.register(new BodyReader(new BodyParser()));
    jersey.register(new IdParameters());
    jersey.register(new ProblemMapper());
    jersey.register(new JerseyRefusalMapper());
    jersey.register(new DatabaseUnavailableMapper());
    jersey.register(new LastResortMapper());
    return mechanisms;
  }

  /// Answers that no route declared, since the start. Tests assert that there are none.
  public Set<String> undeclared() {
    return Set.copyOf(ledger.found());
  }
}
