package com.klaro.store.temporal;

import com.klaro.store.network.ThisMachine;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Section `temporal` of the configuration.
///
/// @param address host and port of the frontend
/// @param tls null for a server on the same machine, which speaks in clear
public record TemporalSettings(String address, String namespace, @Nullable Tls tls) {

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):[0-9]{1,5}");

  public TemporalSettings {
    if (!HOST_AND_PORT.matcher(address).matches()) {
      throw new IllegalArgumentException("temporal.address must be host:port");
    }
    if (namespace.isBlank()) {
      throw new IllegalArgumentException("temporal.namespace must be given");
    }
  }

  /// Files in PEM: who we are, and whose word we take for who the server is.
  public record Tls(Path certificate, Path privateKey, @Nullable Path authority) {}

  public static TemporalSettings local() {
    return new TemporalSettings("127.0.0.1:7233", "klaro", null);
  }

  public TemporalSettings at(String otherAddress) {
    return new TemporalSettings(otherAddress, namespace, tls);
  }

  public TemporalSettings in(String otherNamespace) {
    return new TemporalSettings(address, otherNamespace, tls);
  }

  /// Whether nothing of what is said leaves the machine.
  public boolean onThisMachine() {
    int port = address.lastIndexOf(':');
    return port > 0 && ThisMachine.is(address.substring(0, port));
  }
}
