package com.klaro.api.web.limit;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// The true client of a request.
///
/// @param address the address limits and audit speak of
/// @param block what shares a limit: an IPv4 address; the /64 of an IPv6 one, because a customer
///   line gets a whole /64
public record Peer(String address, String block) {

  static final String ATTRIBUTE = "com.klaro.peer";

  /// Who sent this request; set at the door, before anything else ran.
  public static Peer of(ContainerRequestContext request) {
    return (Peer)
        Objects.requireNonNull(
            request.getProperty(ATTRIBUTE), "no server of ours in front of Jersey");
  }

  /// Walks from our side: only what a configured proxy has seen counts, and a header of anyone else
  /// is ignored.
  ///
  /// @param forwardedFor the values of `X-Forwarded-For`, in order
  static Peer resolve(InetAddress connected, List<String> forwardedFor, List<Cidr> proxies) {
    List<String> hops = new ArrayList<>();
    forwardedFor.forEach(it -> hops.addAll(Arrays.asList(it.split(","))));
    InetAddress client = connected;
    for (String hop : hops.reversed()) {
      if (!Cidr.anyContains(proxies, client)) {
        break;
      }
      InetAddress before = literal(hop.strip());
      if (before == null) {
        break;
      }
      client = before;
    }
    return of(client);
  }

  static Peer of(InetAddress address) {
    String text = address.getHostAddress().replaceFirst("%.*", "");
    if (address instanceof Inet6Address) {
      byte[] bytes = Arrays.copyOf(Arrays.copyOf(address.getAddress(), 8), 16);
      try {
        return new Peer(text, InetAddress.getByAddress(bytes).getHostAddress() + "/64");
      } catch (java.net.UnknownHostException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return new Peer(text, text);
  }

  private static @org.jspecify.annotations.Nullable InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }
}
