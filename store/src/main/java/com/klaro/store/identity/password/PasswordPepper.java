package com.klaro.store.identity.password;

import com.klaro.store.secrets.Hmac;
import com.klaro.store.secrets.LiveVersions;
import com.klaro.store.secrets.NamedSecret;
import com.klaro.store.secrets.SecretRotation;
import com.klaro.store.secrets.SecretStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys that passwords are mixed with before they are hashed, as versions of one secret, of
/// which none ever ends: whoever has the rows and not the master key cannot even begin to guess.
///
/// A key that is new waits until every process knows it, the very first one too; meanwhile hashes
/// are made as before, and made anew at a later sign-in.
public final class PasswordPepper {

  public static final NamedSecret SECRET =
      NamedSecret.key(
          "password-pepper",
          "is mixed into passwords before they are hashed",
          new SecretRotation.Lasting("nobody whose password it was mixed into could sign in"));

  static final int NONE = 0;

  private static final Logger LOG = LoggerFactory.getLogger(PasswordPepper.class);
  private static final Key WITHOUT = new Key(NONE, null);

  private final boolean wanted;
  private final LiveVersions<Key> keys;
  private final Clock clock;
  private final Counter missing;
  private final Set<Integer> told = ConcurrentHashMap.newKeySet();

  private PasswordPepper(
      boolean wanted, LiveVersions<Key> keys, Clock clock, MeterRegistry meters) {
    this.wanted = wanted;
    this.keys = keys;
    this.clock = clock;
    this.missing = meters.counter("klaro.passwords.pepper.missing");
  }

  /// @param id its version
  record Key(int id, @Nullable Hmac hmac) {

    /// What Argon2 gets.
    byte[] mixed(String password) {
      byte[] plain = password.getBytes(StandardCharsets.UTF_8);
      return hmac == null ? plain : hmac.of(plain);
    }
  }

  /// @param wanted `identity.hashing.pepper`; hashes that have one are checked in any case
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public static PasswordPepper from(
      boolean wanted, SecretStore secrets, SecureRandom random, Clock clock, MeterRegistry meters) {
    LiveVersions<Key> keys =
        wanted
            ? LiveVersions.of(SECRET, secrets, random, PasswordPepper::key)
            : LiveVersions.found(SECRET, secrets, PasswordPepper::key);
    return new PasswordPepper(wanted, keys, clock, meters);
  }

  /// None, and none ever was.
  public static PasswordPepper none(Clock clock, MeterRegistry meters) {
    return new PasswordPepper(false, LiveVersions.fixed(List.of()), clock, meters);
  }

  private static Key key(SecretStore.Version version) {
    return new Key(version.version(), new Hmac(version.value()));
  }

  /// Reads the store again: for a schedule, outside any transaction.
  public void refresh() {
    keys.refresh();
  }

  /// For new hashes.
  Key current() {
    return wanted ? keys.settled(clock.instant()).orElse(WITHOUT) : WITHOUT;
  }

  /// For a hash that is made anew of one with this key, which is known: it was just compared with.
  Key atLeast(int id) {
    Key current = current();
    return current.id() < id ? find(id).orElse(current) : current;
  }

  /// Empty when a hash needs it and it is not there, which operators are told, and nobody else.
  Optional<Key> find(int id) {
    if (id == NONE) {
      return Optional.of(WITHOUT);
    }
    Optional<Key> found = keys.all().stream().filter(it -> it.id() == id).findFirst();
    if (found.isEmpty()) {
      missing.increment();
      if (told.add(id)) {
        LOG.error(
            "Passwords were hashed with version {} of {}, which is not in the secret store: whoever"
                + " has one is refused until it is put back, or asks for a new password",
            id,
            SECRET.name());
      }
    }
    return found;
  }
}
