package com.klaro.sandbox.postgres;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How one server is run. `directory` holds the data, the log and, when none is given, the
/// superuser's generated password; port 0 means any free one. Without `durable` nothing is flushed
/// to the disk: for data nobody keeps.
public record PostgresSettings(
    Path directory, int port, @Nullable String password, boolean durable) {
  /// How long a port is waited for that a program is just giving back.
  static final Duration PORT_PATIENCE = Duration.ofSeconds(1);

  public PostgresSettings {
    directory = directory.toAbsolutePath().normalize();
  }

  /// Data that survives: every commit is on the disk before it is answered.
  public static PostgresSettings kept(Path directory, int port) {
    return new PostgresSettings(directory, port, null, true);
  }

  /// Data of one test run.
  public static PostgresSettings throwaway(Path directory) {
    return new PostgresSettings(directory, 0, null, false);
  }

  public PostgresSettings withPassword(String chosen) {
    return new PostgresSettings(directory, port, chosen, durable);
  }

  @Override
  public String toString() {
    return "PostgresSettings[" + directory + ", port " + port + "]";
  }
}
