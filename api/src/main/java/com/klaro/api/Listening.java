package com.klaro.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Collectors;

/// The addresses that the API listens on, with the key that names each.
record Listening(String host, int port, String key) {

  /// Those that the system does not give, and why. Jetty says which one it stumbled on in words of
  /// Java's, and only the first, so each is asked for again.
  ///
  /// @return empty when all are free by now
  static Optional<String> refused(HttpSettings http) {
    var all = new ArrayList<Listening>();
    all.add(new Listening(http.bind(), http.port(), "http.port"));
    if (http.tls() != null) {
      all.add(new Listening(http.bind(), http.tls().port(), "http.tls.port"));
    }
    all.add(new Listening(http.adminBind(), http.adminPort(), "http.adminPort"));
    return Optional.of(
            all.stream().flatMap(it -> it.refusal().stream()).collect(Collectors.joining(", ")))
        .filter(lines -> !lines.isEmpty());
  }

  private Optional<String> refusal() {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return Optional.empty();
    } catch (IOException refused) {
      return Optional.of(host + ":" + port + " (" + key + "): " + refused.getMessage());
    }
  }
}
