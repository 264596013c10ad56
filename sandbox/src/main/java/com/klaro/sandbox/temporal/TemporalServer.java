package com.klaro.sandbox.temporal;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A running Temporal server on the loopback interface, with its namespace and search attributes in
/// place.
public sealed interface TemporalServer extends AutoCloseable permits DevServer, InMemoryServer {
  /// `dev-server` or `in-memory`.
  String kind();

  /// `host:port` of the gRPC service.
  String address();

  String namespace();

  /// Where a person looks at workflows; null when the server has no such page.
  @Nullable String ui();

  /// The server's process; empty when it is this one.
  OptionalLong pid();

  @Override
  void close();
}
