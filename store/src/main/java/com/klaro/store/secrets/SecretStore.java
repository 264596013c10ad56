package com.klaro.store.secrets;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Transaction;
import com.klaro.store.tenancy.NotTenantBound;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Named secrets with versions, wrapped by the master key. The newest version is the one to use;
/// older live ones are still accepted, which is how a secret is rotated without a pause.
@NotTenantBound("secrets belong to the company, not to a workspace")
public final class SecretStore implements SecretSource {

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

  /// That a version is there, and until when it is accepted; not what it holds.
  public record Listed(String name, int version, Instant createdAt, @Nullable Instant retireAt) {}

  /// The live versions, newest first; empty when the name is unknown.
  public List<Version> live(String name) {
    return database.transaction(DatabaseRole.PLATFORM, transaction -> live(transaction, name));
  }

  /// Every version, ended ones too, newest first: for what must stay readable or checkable after a
  /// rotation.
  public List<Version> every(String name) {
    return database.transaction(
        DatabaseRole.PLATFORM,
        transaction ->
            SecretSql.every(transaction.handle(), name).stream().map(this::opened).toList());
  }

  public Optional<Version> newest(String name) {
    return live(name).stream().findFirst();
  }

  @Override
  public String text(SecretReference reference) {
    return newest(reference.name())
        .map(version -> new String(version.value(), StandardCharsets.UTF_8))
        .orElseThrow(() -> new Missing(reference));
  }

  /// The newest version, made now when there is none. Two processes that start together agree on
  /// one.
  public Version ensure(NamedSecret secret, SecureRandom random) {
    String name = secret.name();
    return newest(name)
        .orElseGet(() ->
            database.transaction(
                DatabaseRole.PLATFORM,
                transaction -> {
                  SecretSql.lock(transaction.handle(), name);
                  if (live(transaction, name).isEmpty()) {
                    add(transaction, name, secret.fresh(random), null);
                  }
                  return live(transaction, name).getFirst();
                }));
  }

  /// Adds a version and, when `retireOldAt` is given, lets the older ones end then.
  public void add(String name, byte[] value, @Nullable Instant retireOldAt) {
    database.inTransaction(
        DatabaseRole.PLATFORM, transaction -> add(transaction, name, value, retireOldAt));
  }

  /// The same in a transaction that does more.
  ///
  /// @return the version's number
  int add(Transaction transaction, String name, byte[] value, @Nullable Instant retireOldAt) {
    SecretSql.lock(transaction.handle(), name);
    int version = SecretSql.highest(transaction.handle(), name) + 1;
    if (retireOldAt != null) {
      SecretSql.retireAll(transaction.handle(), name, retireOldAt);
    }
    byte[] wrapped = master.wrap(value, context(name, version));
    SecretSql.insert(transaction.handle(), name, version, clock.instant(), wrapped);
    return version;
  }

  List<Version> live(Transaction transaction, String name) {
    return SecretSql.live(transaction.handle(), name, clock.instant()).stream()
        .map(this::opened)
        .toList();
  }

  private Version opened(SecretSql.Row row) {
    return new Version(
        row.name(),
        row.version(),
        row.createdAt(),
        master.unwrap(row.wrapped(), context(row.name(), row.version())));
  }

  static String context(String name, int version) {
    return "secret/" + name + "/" + version;
  }
}
