package com.klaro.store.history;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Section `temporal` of the configuration.
///
/// @param address host and port of the frontend
/// @param tls null for a server on the same machine, which speaks in clear
public record TemporalSettings(String address, String namespace, @Nullable Tls tls) {

  public TemporalSettings {
    if (address.isBlank() || namespace.isBlank()) {
      throw new IllegalArgumentException("temporal: address and namespace must be given");
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
    return address.startsWith("127.0.0.1:")
        || address.startsWith("localhost:")
        || address.startsWith("[::1]:");
  }
}
