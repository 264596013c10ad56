package com.klaro.store.secrets;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Transaction;
import com.klaro.store.tenancy.NotTenantBound;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// `klaro secrets list|set|rotate|retire|show`: what people do with secrets, each act recorded, no
/// value ever shown.
@NotTenantBound("secrets belong to the company, not to a workspace")
public final class SecretDesk {

  /// Rows are found by it, and found rows cannot be computed anew without the addresses: a second
  /// version finds nothing.
  private static final Set<String> FIXED = Set.of("blind-index");

  private static final int LONGEST = 64 * 1024;

  private final Database database;
  private final SecretStore store;
  private final SecretActs acts;
  private final Clock clock;
  private final SecureRandom random;

  public SecretDesk(
      Database database, SecretStore store, SecretActs acts, Clock clock, SecureRandom random) {
    this.database = database;
    this.store = store;
    this.acts = acts;
    this.clock = clock;
    this.random = random;
  }

  /// What the desk answers: lines for a terminal, and the exit code 0, or 2 for a use that is
  /// refused.
  public record Answer(int exitCode, List<String> lines) {

    static Answer done(String line) {
      return new Answer(0, List.of(line));
    }

    static Answer refused(String why) {
      return new Answer(2, List.of(why));
    }
  }

  public Answer list() {
    return act(transaction -> {
      acts.record(transaction, "secret.listed", "secret/*", Map.of());
      return lines(SecretSql.list(transaction.handle()));
    });
  }

  public Answer show(String name) {
    return act(transaction -> {
      List<SecretStore.Listed> versions = versions(transaction, name);
      if (versions.isEmpty()) {
        return Answer.refused("There is no secret " + name);
      }
      acts.record(transaction, "secret.shown", "secret/" + name, Map.of());
      return lines(versions);
    });
  }

  /// Adds a version beside the live ones. A newline at the end, as a terminal leaves it, is not
  /// part of the value.
  public Answer set(String name, byte[] value) {
    byte[] clean = withoutNewline(value);
    if (!name.matches("[a-z0-9][a-z0-9./-]{0,63}")) {
      return Answer.refused("A name has up to 64 of a-z, 0-9, dot, slash and hyphen");
    }
    if (clean.length == 0 || clean.length > LONGEST) {
      return Answer.refused("A value has 1 to " + LONGEST + " bytes");
    }
    return act(transaction -> {
      if (fixed(transaction, name)) {
        return Answer.refused(
            name + " cannot have a second version: what was found by the first would be lost");
      }
      int version = store.add(transaction, name, clean, null);
      acts.record(transaction, "secret.set", "secret/" + name, Map.of("version", "" + version));
      return Answer.done(name + " has version " + version);
    });
  }

  /// A new version of 32 random bytes, for keys that only this program uses; the older ones end
  /// after a while.
  public Answer rotate(String name, Duration keepOld) {
    byte[] value = new byte[MasterKey.BYTES];
    random.nextBytes(value);
    return rotate(name, value, keepOld);
  }

  /// The same for a secret that is made in another way, such as a key pair.
  public Answer rotate(String name, byte[] value, Duration keepOld) {
    if (keepOld.isNegative()) {
      return Answer.refused("--keep-old is a duration such as PT24H");
    }
    return act(transaction -> {
      if (versions(transaction, name).isEmpty()) {
        return Answer.refused("There is no secret " + name);
      }
      if (fixed(transaction, name)) {
        return Answer.refused(
            name + " cannot have a second version: what was found by the first would be lost");
      }
      Instant end = clock.instant().plus(keepOld);
      int version = store.add(transaction, name, value, end);
      acts.record(
          transaction,
          "secret.rotated",
          "secret/" + name,
          Map.of("version", "" + version, "old-until", "" + end));
      return Answer.done(
          "%s has version %d; older ones are accepted until %s".formatted(name, version, end));
    });
  }

  /// Ends a version now. The last live one stays: without it, what it opens is closed for good.
  public Answer retire(String name, int version) {
    return act(transaction -> {
      SecretSql.lock(transaction.handle(), name);
      Instant now = clock.instant();
      boolean another =
          versions(transaction, name).stream()
              .anyMatch(it ->
                  it.version() != version && (it.retireAt() == null || it.retireAt().isAfter(now)));
      if (!another) {
        return Answer.refused(name + " has no other live version: set or rotate it first");
      }
      if (!SecretSql.retire(transaction.handle(), name, version, now)) {
        return Answer.refused("There is no live version " + version + " of " + name);
      }
      acts.record(transaction, "secret.retired", "secret/" + name, Map.of("version", "" + version));
      return Answer.done(name + " version " + version + " is retired");
    });
  }

  private Answer act(Function<Transaction, Answer> work) {
    return database.transaction(DatabaseRole.PLATFORM, work);
  }

  private static List<SecretStore.Listed> versions(Transaction transaction, String name) {
    return SecretSql.list(transaction.handle()).stream()
        .filter(it -> it.name().equals(name))
        .toList();
  }

  private static boolean fixed(Transaction transaction, String name) {
    return FIXED.contains(name) && !versions(transaction, name).isEmpty();
  }

  private static Answer lines(List<SecretStore.Listed> versions) {
    return new Answer(
        0,
        versions.stream()
            .map(it ->
                "%s %d since %s%s"
                    .formatted(
                        it.name(),
                        it.version(),
                        it.createdAt(),
                        it.retireAt() == null ? "" : " until " + it.retireAt()))
            .toList());
  }

  private static byte[] withoutNewline(byte[] value) {
    int length = value.length;
    while (length > 0 && (value[length - 1] == '\n' || value[length - 1] == '\r')) {
      length--;
    }
    return Arrays.copyOf(value, length);
  }
}
