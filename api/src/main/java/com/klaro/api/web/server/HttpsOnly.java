package com.klaro.api.web.server;

import com.klaro.api.web.limit.Cidr;
import com.klaro.api.web.problem.ProblemType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Lets only requests in that travelled encrypted all the way: over TLS to us, or to a trusted
/// proxy that says so. Refused and not redirected: what a client sent in clear has been seen, and a
/// redirect would hide that.
final class HttpsOnly extends Handler.Wrapper {

  private final List<Cidr> proxies;

  /// @param proxies whose `X-Forwarded-Proto` counts
  HttpsOnly(List<Cidr> proxies, Handler inner) {
    super(inner);
    this.proxies = List.copyOf(proxies);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (request.isSecure() || arrivedSecure(request)) {
      return super.handle(request, response, callback);
    }
    request.setAttribute(ServerErrors.TYPE, ProblemType.HTTPS_REQUIRED);
    Response.writeError(request, response, callback, ProblemType.HTTPS_REQUIRED.status());
    return true;
  }

  /// Every hop that is named must have been encrypted: a proxy that adds to what a client sent
  /// would otherwise let the client answer for it.
  private boolean arrivedSecure(Request request) {
    List<String> hops = request.getHeaders().getValuesList("X-Forwarded-Proto");
    return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress it
        && isProxy(it.getAddress())
        && !hops.isEmpty()
        && hops.stream()
            .flatMap(hop -> List.of(hop.split(",", -1)).stream())
            .allMatch(hop -> hop.strip().equalsIgnoreCase("https"));
  }

  private boolean isProxy(InetAddress address) {
    return Cidr.anyContains(proxies, address);
  }
}
