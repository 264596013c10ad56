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

/// A migrated database of its own on the JVM's shared Postgres, with the roles and pools of the
/// product.
public final class TestDatabase implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  /// A busy machine must not fail a test; tests of deadlines bring their own.
  private static final DatabaseSettings PATIENT =
      new DatabaseSettings(8, Duration.ofSeconds(20), Duration.ofSeconds(20));

  private final DatabaseAddress administrator;
  private final MasterKey master;
  private final Database database;

  private TestDatabase(
      DatabaseAddress administrator, MasterKey master, DatabaseSettings settings, Tracing tracing) {
    this.administrator = administrator;
    this.master = master;
    RoleLogins logins = new RoleLogins(master);
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
    return fresh(PATIENT);
  }

  public static TestDatabase fresh(DatabaseSettings settings) {
    return fresh(settings, Tracing.off());
  }

  /// @param tracing stays the caller's to close
  public static TestDatabase fresh(DatabaseSettings settings, Tracing tracing) {
    String original = Migrated.ADDRESS.database();
    String url =
        PostgresServer.shared().createDatabase(original + "__" + COUNT.incrementAndGet(), original);
    var address = DatabaseAddress.parse(url);
    new Schema(address, new RoleLogins(Migrated.MASTER)).letIn();
    return new TestDatabase(address, Migrated.MASTER, settings, tracing);
  }

  /// The same, prepared as an installation is and with roles that no other test shares.
  public static TestDatabase alone() {
    String url = PostgresServer.shared().createDatabase("t" + COUNT.incrementAndGet());
    var address = DatabaseAddress.parse(url);
    MasterKey master = key();
    int _ = new Schema(address, new RoleLogins(master)).prepare();
    return new TestDatabase(address, master, PATIENT, Tracing.off());
  }

  /// Migrated once in this JVM, and copied by each test: migrating takes longer than most tests.
  private static final class Migrated {
    static final MasterKey MASTER = key();
    static final DatabaseAddress ADDRESS =
        DatabaseAddress.parse(PostgresServer.shared().createDatabase("migrated"));

    static {
      int _ = new Schema(ADDRESS, new RoleLogins(MASTER)).prepare();
    }
  }

  private static MasterKey key() {
    byte[] key = new byte[MasterKey.BYTES];
    new SecureRandom().nextBytes(key);
    return new MasterKey(key);
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
