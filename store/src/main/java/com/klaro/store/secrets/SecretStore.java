package com.klaro.store.secrets;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.SqlStates;
import com.klaro.store.tenancy.NotTenantBound;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Named secrets with versions, wrapped by the master key. The newest version is the one to use; older live ones are still
/// accepted, which is how a secret is rotated without a pause.
@NotTenantBound("secrets belong to the company, not to a workspace")
public final class SecretStore {

  private final Database database;
  private final MasterKey master;
  private final Clock clock;

  public SecretStore(Database database, MasterKey master, Clock clock) {
    this.database = database;
    this.master = master;
    this.clock = clock;
  }

  /// One version of a secret. `toString` hides the value.
  public record Version(String name, int version, Instant createdAt, byte[] value) {
    @Override
    public String toString() {
      return name + "#" + version;
    }
  }

  /// The live versions, newest first; empty when the name is unknown.
  public List<Version> live(String name) {
    Instant now = clock.instant();
    return database.transaction(
        DatabaseRole.PLATFORM,
        transaction ->
            SecretSql.live(transaction.handle(), name, now).stream().map(this::opened).toList());
  }

  /// Every version, ended ones too, newest first: for what must stay readable or checkable after a rotation.
  public List<Version> every(String name) {
    return database.transaction(
        DatabaseRole.PLATFORM,
        transaction ->
            SecretSql.every(transaction.handle(), name).stream().map(this::opened).toList());
  }

  public Optional<Version> newest(String name) {
    return live(name).stream().findFirst();
  }

  /// The newest version, made now when there is none. Two processes that start together agree on one.
  public Version ensure(String name, Supplier<byte[]> fresh) {
    return newest(name)
        .orElseGet(
            () -> {
              try {
                add(name, fresh.get(), null);
              } catch (RuntimeException failure) {
                if (!SqlStates.uniqueViolation(failure)) {
                  throw failure;
                }
              }
              return newest(name).orElseThrow();
            });
  }

  /// Adds a version and, when `retireOldAt` is given, lets the older ones end then.
  public void add(String name, byte[] value, @org.jspecify.annotations.Nullable Instant retireOldAt) {
    database.inTransaction(
        DatabaseRole.PLATFORM,
        transaction -> {
          int version = SecretSql.highest(transaction.handle(), name) + 1;
          if (retireOldAt != null) {
            SecretSql.retire(transaction.handle(), name, retireOldAt);
          }
          SecretSql.insert(
              transaction.handle(), name, version, clock.instant(), master.wrap(value, context(name, version)));
        });
  }

  private Version opened(SecretSql.Row row) {
    return new Version(
        row.name(), row.version(), row.createdAt(), master.unwrap(row.wrapped(), context(row.name(), row.version())));
  }

  private static String context(String name, int version) {
    return "secret/" + name + "/" + version;
  }
}
