package com.klaro.api.web.server;

import com.klaro.store.network.ThisMachine;
import java.net.InetSocketAddress;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// A few routes on the admin connector and nothing else. The framework offers more there, tasks
/// that change log levels among them, and asks nobody who they are; any page in a browser can post
/// to loopback.
final class AdminHandler extends Handler.Wrapper {

  private static final String DECODE = "/temporal/codec/decode";
  private static final Set<String> ROUTES =
      Set.of("/live", "/ready", "/healthcheck", "/metrics", DECODE);

  AdminHandler(Handler inner) {
    super(inner);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = Request.getPathInContext(request);
    if (!ROUTES.contains(path)) {
      Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      return true;
    }
    // Decode has rules of its own for pages; to the others no page has anything to say.
    if (!path.equals(DECODE)
        && (request.getHeaders().contains("Origin") || isUnderAForeignName(request))) {
      Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
      return true;
    }
    return super.handle(request, response, callback);
  }

  private static boolean isUnderAForeignName(Request request) {
    return request.getConnectionMetaData().getLocalSocketAddress() instanceof InetSocketAddress at
        && ThisMachine.isUnderAForeignName(at.getAddress(), Request.getServerName(request));
  }
}
