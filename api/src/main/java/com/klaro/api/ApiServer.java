package com.klaro.api;

import com.klaro.api.operations.OperationsWiring;
import com.klaro.api.operations.OperatorTokens;
import com.klaro.api.tenancy.WorkspaceEntrance;
import com.klaro.api.tls.TlsConnectorFactory;
import com.klaro.api.tokens.AccessTokenKeys;
import com.klaro.api.tokens.AccessTokens;
import com.klaro.api.tokens.nextauth.NextAuthKeys;
import com.klaro.api.tokens.nextauth.NextAuthTokens;
import com.klaro.api.web.idempotency.IdempotencyKeys;
import com.klaro.api.web.limit.RateLimiter;
import com.klaro.api.web.limit.RatePolicy;
import com.klaro.api.web.paging.Cursor;
import com.klaro.api.web.request.RequestLog;
import com.klaro.api.web.server.KlaroServerFactory;
import com.klaro.api.web.server.LastAnswers;
import com.klaro.api.wiring.FeatureWiring;
import com.klaro.api.wiring.Parts;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.idempotency.IdempotencyIntake;
import com.klaro.store.idempotency.IdempotencySettings;
import com.klaro.store.identity.password.BreachedPasswords;
import com.klaro.store.secrets.LiveVersions;
import com.klaro.store.upkeep.Upkeep;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/// The API, running: the one place where its parts are put together.
public final class ApiServer implements AutoCloseable {

  /// How soon a renewed certificate is served.
  private static final Duration CERTIFICATE = Duration.ofMinutes(1);

  private final Server server;
  private final List<FeatureWiring> features;
  private final Web web;
  private final Upkeep upkeep;
  private final List<Runnable> newKeys;

  private ApiServer(
      Server server, List<FeatureWiring> features, Web web, Upkeep upkeep, List<Runnable> newKeys) {
    this.server = server;
    this.features = features;
    this.web = web;
    this.upkeep = upkeep;
    this.newKeys = newKeys;
  }

  /// What a start needs of nobody else, made while the store opens: the two load different classes,
  /// and a machine has more than one core.
  public static final class Preparation {
    private final CompletableFuture<Environment> environment =
        CompletableFuture.supplyAsync(
            () -> {
              // Jetty asks for it when its threads are made, and it takes a while.
              ManagementFactory.getPlatformMBeanServer();
              return new Environment("klaro");
            },
            work -> Thread.ofPlatform().daemon().name("api-preparation").start(work));
  }

  /// @param breached what this room cannot ask by itself; closed by whoever made it
  /// @throws CannotListen when a port is taken
  /// @throws com.klaro.api.tls.PemFiles.Unusable when the certificate cannot be served
  public static ApiServer start(
      ApiSettings settings,
      BreachedPasswords breached,
      Store store,
      PrometheusMeterRegistry meters) {
    return start(settings, breached, store, meters, new Preparation());
  }

  /// As above, with what was prepared before the store was there.
  public static ApiServer start(
      ApiSettings settings,
      BreachedPasswords breached,
      Store store,
      PrometheusMeterRegistry meters,
      Preparation preparation) {
    Environment environment = preparation.environment.join();
    var keys = AccessTokenKeys.from(store.secrets(), store.settings().random());
    var nextAuth = NextAuthKeys.from(settings.nextAuth().secrets(), store.secrets());
    Parts parts = parts(settings, store, keys, environment, meters);
    List<FeatureWiring> features = Features.all(settings, breached, parts);
    Web web =
        Web.install(
            environment,
            new RateLimiter(RatePolicy.general().scaled(settings.limits().multiplier())),
            parts.tokens(),
            new NextAuthTokens(nextAuth, settings.nextAuth(), store.settings().clock()),
            meters,
            features.stream().flatMap(feature -> feature.resources().stream()).toList());
    features.stream()
        .flatMap(feature -> feature.mappers().stream())
        .forEach(environment.jersey()::register);
    OperationsWiring.install(
        environment,
        settings.operations(),
        store,
        new OperatorTokens(keys, store.settings().clock(), store.settings().ids()),
        meters);
    @Nullable TlsConnectorFactory tls =
        settings.http().tls() == null
            ? null
            : new TlsConnectorFactory(settings.http().bind(), settings.http().tls());
    Server server = factory(settings, tls, store.settings(), environment).build(environment);
    try {
      server.start();
    } catch (Exception failure) {
      FeatureWiring.end(features);
      // When several ports are taken, Jetty wraps the first refusal.
      if (failure instanceof IOException || failure.getCause() instanceof IOException) {
        throw new CannotListen(settings.http(), failure);
      }
      throw new IllegalStateException("The HTTP server did not start", failure);
    }
    store.prepareTemporal();
    features.forEach(feature -> feature.prepare().run());
    var upkeep = new Upkeep("api");
    List<Runnable> newKeys =
        Stream.concat(
                Stream.<Runnable>of(keys::refresh, nextAuth::refresh),
                features.stream().map(FeatureWiring::takeUpKeys))
            .toList();
    newKeys.forEach(work -> upkeep.every(LiveVersions.REFRESH, LiveVersions.REFRESH, work));
    if (tls != null) {
      upkeep.every(CERTIFICATE, CERTIFICATE, () -> tls.renew(server));
    }
    return new ApiServer(server, features, web, upkeep, newKeys);
  }

  private static Parts parts(
      ApiSettings settings,
      Store store,
      AccessTokenKeys keys,
      Environment environment,
      PrometheusMeterRegistry meters) {
    StoreSettings given = store.settings();
    var tokens = new AccessTokens(keys, given.clock(), given.ids(), settings.accessTokens());
    var idempotency =
        new IdempotencyKeys(
            new IdempotencyIntake(
                store.database(),
                given.master(),
                IdempotencySettings.defaults(),
                given.clock(),
                given.ids()),
            given.ids(),
            environment.getObjectMapper());
    return new Parts(
        store,
        tokens,
        new WorkspaceEntrance(store.gate(), settings.members().workspacesPerAccount()),
        new Cursor(given.master().derive("cursor")),
        idempotency,
        meters);
  }

  private static KlaroServerFactory factory(
      ApiSettings settings,
      @Nullable TlsConnectorFactory tls,
      StoreSettings given,
      Environment environment) {
    HttpSettings http = settings.http();
    var factory = new KlaroServerFactory(given.ids());
    ConnectorFactory plain = connector(http.bind(), http.port());
    factory.setApplicationConnectors(tls == null ? List.of(plain) : List.of(plain, tls));
    factory.setAdminConnectors(List.of(connector(http.adminBind(), http.adminPort())));
    factory.setTrustedProxies(http.trustedProxies());
    factory.setOverload(http.overload());
    factory.setTracing(given.tracing());
    factory.setLog(RequestLog.of(given.master().derive("log-clients")));
    factory.setHttpsOnly(settings.httpsOnly());
    factory.configure(environment);
    return factory;
  }

  private static ConnectorFactory connector(String host, int port) {
    var connector = (HttpConnectorFactory) HttpConnectorFactory.application();
    connector.setBindHost(host);
    connector.setPort(port);
    return connector;
  }

  public int port() {
    return port(0);
  }

  public int adminPort() {
    return port(server.getConnectors().length - 1);
  }

  /// Of the connector that speaks TLS, where there is one.
  public OptionalInt tlsPort() {
    return server.getConnectors().length == 3 ? OptionalInt.of(port(1)) : OptionalInt.empty();
  }

  /// In the order in which they were named: plain, TLS, admin.
  private int port(int index) {
    return ((NetworkConnector) server.getConnectors()[index]).getLocalPort();
  }

  /// Every route it serves, and what it answered without declaring it.
  public Web web() {
    return web;
  }

  /// Takes up what was rotated or retired, as happens each minute.
  void takeUpKeys() {
    newKeys.forEach(Runnable::run);
  }

  /// Stops listening, answers whoever got through before, and ends.
  @Override
  public void close() {
    try {
      LastAnswers.of(server);
    } catch (Exception failure) {
      throw new IllegalStateException("The HTTP server did not stop", failure);
    } finally {
      upkeep.close();
      FeatureWiring.end(features);
    }
  }

  public static final class CannotListen extends RuntimeException {
    CannotListen(HttpSettings http, Exception cause) {
      super("Cannot listen on " + Listening.refused(http).orElse(cause.getMessage()), cause);
    }
  }
}
