package com.klaro.app.bench;

import com.klaro.sandbox.postgres.PostgresServer;
import com.klaro.sandbox.postgres.PostgresSettings;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.database.Ids;
import com.klaro.store.database.Schema;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.secrets.MasterKeyFile;
import com.klaro.store.secrets.RoleLogins;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.temporal.TemporalSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/// A Postgres of the measurement's own, with the durability of a real one, gone when the
/// measurement ends.
record BenchDatabase(Path directory, PostgresServer server, MasterKey master)
    implements AutoCloseable {

  /// Relative to `directory`, which serves as `$KLARO_HOME` to child processes.
  private static final String KEY = "keys/master";

  static BenchDatabase start() {
    try {
      Path directory = Files.createTempDirectory("klaro-bench");
      PostgresServer server =
          PostgresServer.start(PostgresSettings.kept(directory.resolve("postgres"), 0));
      return new BenchDatabase(
          directory,
          server,
          MasterKeyFile.loadOrCreate(directory.resolve(KEY), false, new SecureRandom()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The address of a migrated database, for its superuser.
  DatabaseAddress migrated(String name) {
    DatabaseAddress address = DatabaseAddress.parse(server.ensureDatabase(name));
    new Schema(address, new RoleLogins(master)).prepare();
    return address;
  }

  /// @param temporal need not answer: a store that starts no workflow never asks
  Store open(DatabaseAddress address, TemporalSettings temporal) {
    return Store.open(
        new StoreSettings(
            "bench",
            address,
            // A measurement on a busy machine may wait; a request may not.
            new DatabaseSettings(8, Duration.ofSeconds(20), Duration.ofSeconds(20)),
            temporal,
            master,
            Clock.systemUTC(),
            Ids.timeOrdered(),
            new SecureRandom(),
            new SimpleMeterRegistry(),
            Tracing.off()));
  }

  /// Rows that no door makes, as superuser.
  static void execute(DatabaseAddress address, String sql) {
    try (Connection connection = address.dataSource("klaro-bench").getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  long cpuNanosWithThisProcess() {
    return CpuTime.nanosOfThisProcess() + CpuTime.nanosOfFamily(server.pid());
  }

  @Override
  public void close() {
    server.close();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
