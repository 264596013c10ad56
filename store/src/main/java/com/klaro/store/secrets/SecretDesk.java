package com.klaro.store.secrets;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Transaction;
import com.klaro.store.tenancy.NotTenantBound;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `klaro secrets list|set|rotate|retire|show`: what people do with secrets, each act recorded, no
/// value ever shown, and nothing done that the secret's user could not bear.
@NotTenantBound("secrets belong to the company, not to a workspace")
public final class SecretDesk {

  /// How long older versions are accepted after a rotation, unless somebody says otherwise or what
  /// was made with them lives longer.
  public static final Duration KEEP_OLD = Duration.ofHours(24);

  /// A slip of the finger, or a date that no clock knows, is not taken for a wish.
  private static final Duration LONGEST_KEPT = Duration.ofDays(3650);

  private final Database database;
  private final SecretStore store;
  private final KnownSecrets known;
  private final SecretActs acts;
  private final Clock clock;
  private final SecureRandom random;

  public SecretDesk(
      Database database,
      SecretStore store,
      KnownSecrets known,
      SecretActs acts,
      Clock clock,
      SecureRandom random) {
    this.database = database;
    this.store = store;
    this.known = known;
    this.acts = acts;
    this.clock = clock;
    this.random = random;
  }

  public SecretOutcome list() {
    return act(transaction -> {
      acts.record(transaction, "secret.listed", "secret/*", Map.of());
      return found(SecretSql.list(transaction.handle()));
    });
  }

  /// Also what a name holds that nobody uses any more.
  public SecretOutcome show(String name) {
    if (!SecretName.fits(name)) {
      return new SecretOutcome.NameMalformed();
    }
    return act(transaction -> {
      List<SecretStore.Listed> versions = versions(transaction, name);
      if (versions.isEmpty()) {
        return known.refusal(name).orElseGet(() -> new SecretOutcome.NothingThere(name));
      }
      acts.record(transaction, "secret.shown", "secret/" + name, Map.of());
      return found(versions);
    });
  }

  /// Adds a version beside the live ones.
  public SecretOutcome set(String name, byte[] value) {
    return ofKnown(
        name,
        secret ->
            secret
                .shape()
                .read(value)
                .map(clean -> locked(name, transaction -> set(transaction, secret, name, clean)))
                .orElseGet(() -> new SecretOutcome.Misshapen(name, secret.shape().words())));
  }

  private SecretOutcome set(
      Transaction transaction, NamedSecret secret, String name, byte[] value) {
    if (secret.rotation() instanceof SecretRotation.Never(String because)
        && !versions(transaction, name).isEmpty()) {
      return new SecretOutcome.OneForEver(name, because);
    }
    Optional<SecretStore.Version> twin =
        store.live(transaction, name).stream()
            .filter(it -> secret.shape().same().test(it.value(), value))
            .findFirst();
    if (twin.isPresent()) {
      return new SecretOutcome.AlreadyThere(name, twin.get().version());
    }
    int version = store.add(transaction, name, value, null);
    acts.record(transaction, "secret.set", "secret/" + name, Map.of("version", "" + version));
    return new SecretOutcome.Added(name, version);
  }

  /// A new version of what this program makes itself.
  ///
  /// @param keepOld how long the older ones are accepted; empty for what is usual
  public SecretOutcome rotate(String name, Optional<Duration> keepOld) {
    return ofKnown(
        name,
        secret ->
            secret.origin() instanceof NamedSecret.Origin.Given(String by)
                ? new SecretOutcome.NotMadeHere(name, by)
                : rotate(name, secret, keepOld));
  }

  private SecretOutcome rotate(String name, NamedSecret secret, Optional<Duration> keepOld) {
    return switch (secret.rotation()) {
      case SecretRotation.Never(String because) -> new SecretOutcome.OneForEver(name, because);
      case SecretRotation.Lasting(String because) ->
          keepOld.isPresent()
              ? new SecretOutcome.AllStay(name, because)
              : added(name, secret, null);
      case SecretRotation.Overlapping _ when keepOld.filter(SecretDesk::isOutOfRange).isPresent() ->
          new SecretOutcome.KeptOutOfRange(name, LONGEST_KEPT);
      case SecretRotation.Overlapping(Duration least) -> {
        Duration kept = keepOld.orElse(least.compareTo(KEEP_OLD) > 0 ? least : KEEP_OLD);
        yield kept.compareTo(least) < 0
            ? new SecretOutcome.EndsTooSoon(name, least)
            : added(name, secret, clock.instant().plus(kept));
      }
    };
  }

  private static boolean isOutOfRange(Duration kept) {
    return !kept.isPositive() || kept.compareTo(LONGEST_KEPT) > 0;
  }

  private SecretOutcome added(String name, NamedSecret secret, @Nullable Instant olderUntil) {
    return locked(
        name,
        transaction -> {
          if (versions(transaction, name).isEmpty()) {
            return new SecretOutcome.NothingThere(name);
          }
          int version = store.add(transaction, name, secret.fresh(random), olderUntil);
          acts.record(
              transaction,
              "secret.rotated",
              "secret/" + name,
              olderUntil == null
                  ? Map.of("version", "" + version)
                  : Map.of("version", "" + version, "old-until", "" + olderUntil));
          return new SecretOutcome.Rotated(name, version, olderUntil);
        });
  }

  /// Ends a version now.
  public SecretOutcome retire(String name, int version) {
    return ofKnown(
        name,
        secret ->
            switch (secret.rotation()) {
              case SecretRotation.Never(String because) ->
                  new SecretOutcome.OneForEver(name, because);
              case SecretRotation.Lasting(String because) ->
                  new SecretOutcome.AllStay(name, because);
              case SecretRotation.Overlapping _ ->
                  locked(name, transaction -> retire(transaction, name, version));
            });
  }

  private SecretOutcome retire(Transaction transaction, String name, int version) {
    Instant now = clock.instant();
    List<SecretStore.Listed> live =
        versions(transaction, name).stream()
            .filter(it -> it.retireAt() == null || it.retireAt().isAfter(now))
            .toList();
    if (live.stream().noneMatch(it -> it.version() == version)) {
      return new SecretOutcome.NotLive(name, version);
    }
    if (live.stream().noneMatch(it -> it.version() != version && it.retireAt() == null)) {
      return new SecretOutcome.LastLive(name, version);
    }
    SecretSql.retire(transaction.handle(), name, version, now);
    acts.record(transaction, "secret.retired", "secret/" + name, Map.of("version", "" + version));
    return new SecretOutcome.Retired(name, version);
  }

  private SecretOutcome ofKnown(String name, Function<NamedSecret, SecretOutcome> act) {
    return known.refusal(name).orElseGet(() -> act.apply(known.find(name).orElseThrow()));
  }

  /// Nobody else adds or retires meanwhile, so what was looked at is still so when it is acted on.
  private SecretOutcome locked(String name, Function<Transaction, SecretOutcome> work) {
    return act(transaction -> {
      SecretSql.lock(transaction.handle(), name);
      return work.apply(transaction);
    });
  }

  private SecretOutcome act(Function<Transaction, SecretOutcome> work) {
    return database.transaction(DatabaseRole.PLATFORM, work);
  }

  private static List<SecretStore.Listed> versions(Transaction transaction, String name) {
    return SecretSql.list(transaction.handle()).stream()
        .filter(it -> it.name().equals(name))
        .toList();
  }

  private SecretOutcome found(List<SecretStore.Listed> versions) {
    return new SecretOutcome.Found(versions.stream().map(this::entry).toList());
  }

  private SecretOutcome.Entry entry(SecretStore.Listed version) {
    @Nullable NamedSecret secret = known.find(version.name()).orElse(null);
    // An end that was written when versions of it still had one.
    boolean lasts = secret != null && secret.rotation() instanceof SecretRotation.Lasting;
    return new SecretOutcome.Entry(
        version.name(),
        version.version(),
        version.createdAt(),
        lasts ? null : version.retireAt(),
        secret == null ? null : secret.purpose());
  }
}
