package com.klaro.api.web.limit;

import com.klaro.api.web.request.JerseyRequest;
import com.klaro.api.web.request.RequestLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Finds out who is there, before anything else is asked.
public final class PeerHandler extends Handler.Wrapper {

  private final List<Cidr> proxies;

  public PeerHandler(List<Cidr> proxies, Handler inner) {
    super(inner);
    this.proxies = List.copyOf(proxies);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    InetAddress connected =
        request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress socket
            ? socket.getAddress()
            : InetAddress.getLoopbackAddress();
    List<String> forwarded = request.getHeaders().getValuesList("X-Forwarded-For");
    Peer peer = Peer.resolve(connected, forwarded, proxies);
    request.setAttribute(Peer.ATTRIBUTE, peer);
    request.setAttribute(RequestLog.BLOCK, peer.block());
    return super.handle(new JerseyRequest(request), response, callback);
  }
}
