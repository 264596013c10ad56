package com.klaro.sandbox.control;

import com.klaro.sandbox.http.Handler;
import com.klaro.sandbox.http.Html;
import com.klaro.sandbox.http.LocalHttpServer;
import com.klaro.sandbox.http.Reply;
import com.klaro.sandbox.http.Request;
import com.klaro.sandbox.http.Routes;
import java.time.Clock;
import java.util.List;

/// The pretended providers on one port, each below its name, with their controls below
/// `/__control`.
public final class ProviderServer implements AutoCloseable {
  private final LocalHttpServer http;

  private ProviderServer(LocalHttpServer http) {
    this.http = http;
  }

  /// `faults` and `clock` are what the providers were made with; port 0 means any free one.
  public static ProviderServer start(
      int port, List<Provider> providers, Faults faults, VirtualClock clock) {
    CallLog log = new CallLog();
    Routes routes = new ControlApi(providers, faults, log, clock).on(new Routes());
    routes.on("GET", "/", _ -> index(providers));
    List<Mount> mounts =
        providers.stream()
            .map(provider -> new Mount(provider, faults, log, Clock.systemUTC()))
            .toList();
    return new ProviderServer(
        LocalHttpServer.start(
            port, "the provider sandbox", request -> dispatch(request, mounts, routes)));
  }

  private static Reply dispatch(Request request, List<Mount> mounts, Routes routes) {
    return mounts.stream()
        .filter(mount -> mount.takes(request.path()))
        .findFirst()
        .<Handler>map(mount -> mount)
        .orElse(routes)
        .answer(request);
  }

  private static Reply index(List<Provider> providers) {
    StringBuilder items = new StringBuilder();
    providers.forEach(
        provider -> items.append("<li>/").append(Html.escape(provider.name())).append("</li>"));
    String mounted = items.isEmpty() ? "<p>No provider is mounted.</p>" : "<ul>" + items + "</ul>";
    return Reply.html(
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Provider sandbox</title></head>
            <body><main><h1>Provider sandbox</h1>%s</main></body></html>
            """
                .formatted(mounted))
        .with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  }

  /// Without a trailing slash.
  public String url() {
    return http.url();
  }

  public int port() {
    return http.port();
  }

  @Override
  public void close() {
    http.close();
  }
}
