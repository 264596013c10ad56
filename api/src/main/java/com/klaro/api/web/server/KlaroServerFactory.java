package com.klaro.api.web.server;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.health.HealthCheckRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.klaro.api.web.body.BodyFilter;
import com.klaro.api.web.limit.Cidr;
import com.klaro.api.web.limit.Overload;
import com.klaro.api.web.limit.OverloadSettings;
import com.klaro.api.web.limit.PeerConnections;
import com.klaro.api.web.limit.PeerHandler;
import com.klaro.api.web.request.JerseyRequest;
import com.klaro.api.web.request.RequestLog;
import com.klaro.api.web.request.TracedHandler;
import com.klaro.store.database.Ids;
import com.klaro.store.telemetry.Tracing;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.setup.AdminEnvironment;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.jetty.MutableServletContextHandler;
import io.dropwizard.request.logging.LogbackAccessRequestLogFactory;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import jakarta.servlet.Servlet;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/// The HTTP server of the house. Sets what Dropwizard leaves open (no cap on queues or connections,
/// lenient parsing, own error pages) and cannot be told otherwise; ports, hosts and TLS stay
/// configurable. Loopback unless told otherwise.
public final class KlaroServerFactory extends DefaultServerFactory {

  private static final int LEAST_PER_PEER = 64;

  private final Ids ids;
  private List<String> trustedProxies = List.of();
  private Duration headPatience = Duration.seconds(10);
  private boolean httpsOnly;
  private OverloadSettings overload = OverloadSettings.defaults();
  private Tracing tracing = Tracing.off();
  private RequestLog log = RequestLog.withoutClients();

  /// @param ids of requests that came without one
  public KlaroServerFactory(Ids ids) {
    this.ids = ids;
    setApplicationConnectors(List.of(loopback(8080)));
    setAdminConnectors(List.of(loopback(8081)));
    setEnableVirtualThreads(true);
    setEnableThreadNameFilter(false);
    setRegisterDefaultExceptionMappers(false);
    setShutdownGracePeriod(Duration.seconds(20));
    // Compressing answers that mix secrets with what a stranger can choose leaks the secrets
    // (BREACH).
    getGzipFilterFactory().setEnabled(false);
    // The access log would hold whole paths, and some carry a token; metrics by route template take
    // its place.
    LogbackAccessRequestLogFactory none = new LogbackAccessRequestLogFactory();
    none.setAppenders(List.of());
    setRequestLogFactory(none);
  }

  /// Ranges of proxies whose `X-Forwarded-For` counts; empty means that nobody's does.
  public void setTrustedProxies(List<String> ranges) {
    ranges.forEach(Cidr::parse);
    trustedProxies = List.copyOf(ranges);
  }

  /// Whether plain HTTP is refused, except from a trusted proxy that says `https`. The admin
  /// connector, which is never public, is not asked.
  public void setHttpsOnly(boolean only) {
    httpsOnly = only;
  }

  public void setOverload(OverloadSettings settings) {
    overload = settings;
  }

  /// See `PeerConnections`; tests have less of it.
  void setHeadPatience(Duration shorter) {
    headPatience = shorter;
  }

  /// Of requests at the public connector; what asks for health and meters all day is not traced.
  public void setTracing(Tracing chosen) {
    tracing = chosen;
  }

  public void setLog(RequestLog chosen) {
    log = chosen;
  }

  @Override
  public Server build(Environment environment) {
    // A waiting or slowly sending client costs a virtual thread, so there must be one for each
    // connection.
    setMaxThreads(Math.max(getMaxThreads(), overload.connections() + 64));
    // OPTIONS for the admin connector, where browsers ask before they decode; at the public one
    // JerseyRequest renames it.
    setAllowedMethods(
        Set.of(
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", JerseyRequest.NOT_OFFERED));
    Stream.concat(getApplicationConnectors().stream(), getAdminConnectors().stream())
        .forEach(KlaroServerFactory::harden);
    ServerErrors errors = new ServerErrors(ids);
    environment.getApplicationContext().setErrorHandler(errors);
    environment.getAdminContext().setErrorHandler(errors);
    Server server = super.build(environment);
    server.setErrorHandler(errors);
    // Whoever started it stops it, in an order that leaves nobody without an answer; Jetty's own
    // hook would refuse at the same moment what was accepted just before.
    server.setStopAtShutdown(false);
    server.setHandler(new Dressing(ids, new Lingering(new Framing(server.getHandler()))));
    for (Connector connector : server.getConnectors()) {
      server.addBean(new NetworkConnectionLimit(overload.connections(), connector));
      connector.addEventListener(
          new PeerConnections(
              Math.max(LEAST_PER_PEER, overload.connections() / 8),
              headPatience.toJavaDuration(),
              trustedProxies.stream().map(Cidr::parse).toList(),
              connector.getScheduler()));
    }
    return server;
  }

  @Override
  protected Handler createAppServlet(
      Server server,
      JerseyEnvironment jersey,
      ObjectMapper mapper,
      Validator validator,
      MutableServletContextHandler context,
      @Nullable Servlet container,
      MetricRegistry metrics) {
    Handler app =
        super.createAppServlet(server, jersey, mapper, validator, context, container, metrics);
    List<Cidr> proxies = trustedProxies.stream().map(Cidr::parse).toList();
    Handler peers = new PeerHandler(proxies, new Overload(overload, app));
    return new TracedHandler(tracing, log, httpsOnly ? new HttpsOnly(proxies, peers) : peers);
  }

  @Override
  protected Handler createAdminServlet(
      Server server,
      MutableServletContextHandler context,
      MetricRegistry metrics,
      HealthCheckRegistry healthChecks,
      AdminEnvironment admin) {
    return new AdminHandler(
        super.createAdminServlet(server, context, metrics, healthChecks, admin));
  }

  private static HttpConnectorFactory loopback(int port) {
    HttpConnectorFactory connector = (HttpConnectorFactory) HttpConnectorFactory.application();
    connector.setBindHost("127.0.0.1");
    connector.setPort(port);
    return connector;
  }

  /// STRICT refuses bare line feeds, which proxies and servers read differently (request
  /// smuggling); the others accept them. Slow bodies are cut by [BodyFilter]: Jetty's own minimum
  /// rate also refuses two bytes that came within three milliseconds.
  private static void harden(ConnectorFactory factory) {
    if (factory instanceof HttpConnectorFactory connector) {
      // [LastCallers] counts on it.
      connector.setAcceptorThreads(Optional.of(1));
      connector.setHttpCompliance(HttpCompliance.STRICT);
      connector.setMaxRequestHeaderSize(DataSize.kibibytes(8));
      connector.setIdleTimeout(Duration.seconds(30));
      connector.setUseServerHeader(false);
      connector.setUseForwardedHeaders(false);
    }
  }
}
