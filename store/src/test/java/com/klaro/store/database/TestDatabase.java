package com.klaro.store.database;

import com.klaro.sandbox.postgres.PostgresServer;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.secrets.RoleLogins;
import com.klaro.store.telemetry.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// A freshly migrated database of its own on the JVM's shared Postgres, with the roles and pools of
/// the product.
public final class TestDatabase implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final DatabaseAddress administrator;
  private final MasterKey master;
  private final Database database;

  private TestDatabase(
      DatabaseAddress administrator, MasterKey master, DatabaseSettings settings, Tracing tracing) {
    this.administrator = administrator;
    this.master = master;
    RoleLogins logins = new RoleLogins(master);
    new Schema(administrator, logins).prepare();
    this.database =
        new Database(
            administrator,
            settings,
            logins::passwordOf,
            "test",
            new SimpleMeterRegistry(),
            tracing);
  }

  public static TestDatabase fresh() {
    // Patient, because a busy machine must not fail a test; tests of deadlines bring their own.
    return fresh(new DatabaseSettings(8, Duration.ofSeconds(20), Duration.ofSeconds(20)));
  }

  public static TestDatabase fresh(DatabaseSettings settings) {
    return fresh(settings, Tracing.off());
  }

  /// @param tracing stays the caller's to close
  public static TestDatabase fresh(DatabaseSettings settings, Tracing tracing) {
    String url = PostgresServer.shared().createDatabase("t" + COUNT.incrementAndGet());
    byte[] key = new byte[MasterKey.BYTES];
    new SecureRandom().nextBytes(key);
    return new TestDatabase(DatabaseAddress.parse(url), new MasterKey(key), settings, tracing);
  }

  public Database database() {
    return database;
  }

  public MasterKey master() {
    return master;
  }

  public DatabaseAddress administrator() {
    return administrator;
  }

  /// A connection of the superuser, who sees all rows: for arranging and for looking behind the
  /// doors.
  public Handle superuser() {
    return Jdbi.create(administrator.dataSource("test-superuser"))
        .installPlugin(new RowMapping())
        .open();
  }

  @Override
  public void close() {
    database.close();
  }
}
