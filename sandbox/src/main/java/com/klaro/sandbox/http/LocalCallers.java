package com.klaro.sandbox.http;

import java.net.URI;
import java.util.Set;

/// Any page in a browser can send requests to this machine. What such a page can forge is refused:
/// a foreign host name that was pointed at the loopback address, and a write from a foreign origin.
final class LocalCallers {
  private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private LocalCallers() {}

  static void check(Request request) {
    if (!request.header("host").map(host -> isLocal("http://" + host)).orElse(true)) {
      throw new Refused(403, "Only local host names are served.");
    }
    if (!SAFE.contains(request.method())
        && !request.header("origin").map(LocalCallers::isLocal).orElse(true)) {
      throw new Refused(403, "Pages of another origin cannot write here.");
    }
  }

  private static boolean isLocal(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return host != null && LOCAL.contains(host);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
