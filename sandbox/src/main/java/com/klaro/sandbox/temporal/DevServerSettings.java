package com.klaro.sandbox.temporal;

import io.temporal.api.enums.v1.IndexedValueType;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one development server is run. The database file lies in `directory`; a port of 0 means any
/// free one. `codecEndpoint` is what the web pages ask to make encrypted payloads readable, or
/// null.
public record DevServerSettings(
    Path binary,
    Path directory,
    Ports ports,
    String namespace,
    @Nullable String codecEndpoint,
    Map<String, IndexedValueType> searchAttributes) {

  public DevServerSettings {
    directory = directory.toAbsolutePath().normalize();
    searchAttributes = Map.copyOf(searchAttributes);
  }

  /// The four ports the server listens on.
  public record Ports(int grpc, int ui, int http, int metrics) {
    /// The server's well-known ports.
    public static final Ports USUAL = new Ports(7233, 8233, 7243, 7253);

    public static final Ports FREE = new Ports(0, 0, 0, 0);

    public Ports shifted(int offset) {
      return new Ports(grpc + offset, ui + offset, http + offset, metrics + offset);
    }
  }
}
