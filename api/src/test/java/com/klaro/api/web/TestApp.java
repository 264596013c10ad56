package com.klaro.api.web;

import com.klaro.api.Web;
import com.klaro.api.tokens.AccessTokenKeys;
import com.klaro.api.tokens.AccessTokens;
import com.klaro.api.tokens.TokenSettings;
import com.klaro.api.tokens.nextauth.NextAuthKeys;
import com.klaro.api.tokens.nextauth.NextAuthSettings;
import com.klaro.api.tokens.nextauth.NextAuthTokens;
import com.klaro.api.web.limit.RateLimiter;
import com.klaro.api.web.limit.RatePolicy;
import com.klaro.api.web.server.KlaroServerFactory;
import com.klaro.store.database.Ids;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.SessionId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// A whole server on free ports, with the routes of a test.
public final class TestApp implements AutoCloseable {

  public static final AccountId ACCOUNT =
      new AccountId(UUID.fromString("0199c6a0-7c1e-7d3a-9f60-3c4b5a697801"));

  private final Server server;
  public final Web web;
  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  public final AccessTokens tokens;

  private TestApp(
      KlaroServerFactory factory, RatePolicy limit, List<?> resources, Consumer<Environment> more)
      throws Exception {
    factory.setApplicationConnectors(List.of(free()));
    factory.setAdminConnectors(List.of(free()));
    tokens =
        new AccessTokens(
            AccessTokenKeys.of(List.of(key("one"))),
            Clock.systemUTC(),
            Ids.timeOrdered(),
            new TokenSettings("https://klaro.test", "klaro-api"));
    var environment = new Environment("test");
    var noFrontEnd =
        new NextAuthTokens(
            NextAuthKeys.of(List.of()),
            new NextAuthSettings(List.of(), Duration.ofHours(24), null),
            Clock.systemUTC());
    web = Web.install(environment, new RateLimiter(limit), tokens, noFrontEnd, meters, resources);
    more.accept(environment);
    factory.configure(environment);
    server = factory.build(environment);
    server.start();
  }

  public static TestApp with(Object... resources) throws Exception {
    return with(
        new KlaroServerFactory(Ids.timeOrdered()),
        new RatePolicy("default", 60_000, Duration.ofMinutes(1), 10_000),
        resources);
  }

  public static TestApp with(KlaroServerFactory factory, RatePolicy limit, Object... resources)
      throws Exception {
    return new TestApp(factory, limit, List.of(resources), _ -> {});
  }

  public static TestApp with(Consumer<Environment> more, Object... resources) throws Exception {
    return new TestApp(
        new KlaroServerFactory(Ids.timeOrdered()), RatePolicy.general(), List.of(resources), more);
  }

  public static com.nimbusds.jose.jwk.ECKey key(String id) throws JOSEException {
    return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
  }

  public Server server() {
    return server;
  }

  public String token() {
    return tokens.issue(ACCOUNT, new SessionId(UUID.randomUUID()));
  }

  public int port() {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  public int adminPort() {
    return ((ServerConnector) server.getConnectors()[1]).getLocalPort();
  }

  public RawHttp.Answer send(String... lines) throws Exception {
    return RawHttp.send(port(), lines);
  }

  private static ConnectorFactory free() {
    var connector = (HttpConnectorFactory) HttpConnectorFactory.application();
    connector.setBindHost("127.0.0.1");
    connector.setPort(0);
    return connector;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("The server did not stop", failed);
    }
  }
}
