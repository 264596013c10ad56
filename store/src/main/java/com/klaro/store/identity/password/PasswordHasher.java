package com.klaro.store.identity.password;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Argon2id on a bounded pool. Each verification costs one hash, whether or not the account exists.
public final class PasswordHasher implements AutoCloseable {

  private static final int SALT = StoredHash.SALT;
  private static final int TAG = StoredHash.TAG;

  /// For each so many that may wait, one more on a device that is known.
  private static final int SHARE_OF_DEVICES = 8;

  private final Argon2 argon2 = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id, SALT, TAG);
  private final HashingSettings settings;
  private final PasswordPepper pepper;
  private final PasswordThreads pool;
  private final PasswordTurns turns;

  /// What is hashed for whoever does not sign in.
  private final Semaphore others;

  private final NobodysHashes nobody;

  public PasswordHasher(HashingSettings settings, PasswordPepper pepper, MeterRegistry meters) {
    this.settings = settings;
    this.pepper = pepper;
    this.pool = new PasswordThreads(settings, meters);
    int places = settings.atOnce() + settings.queue();
    this.turns =
        new PasswordTurns(
            settings.signIns(),
            places - settings.signIns(),
            Math.max(1, settings.queue() / SHARE_OF_DEVICES),
            meters);
    this.others = new Semaphore(places);
    this.nobody =
        new NobodysHashes(
            new NobodysHashes.Parameters(
                settings.memory(), settings.iterations(), settings.parallelism()),
            parameters -> run(() -> nobodys(parameters)));
  }

  /// Runs a whole sign-in when its turn comes, or turns it away before anything is looked up for
  /// it.
  ///
  /// @param block of addresses that it comes from
  /// @param device the account of the device that it comes from, if one is known
  /// @throws PasswordsOverloaded when as many wait as may, or somebody of whom fewer wait took its
  ///   place
  public <T> T admitted(String block, Optional<String> device, Supplier<T> signIn) {
    return turns.admitted(block, device, signIn);
  }

  /// Whoever has its turn finds room, however much is hashed for others.
  private <T> T run(Callable<T> work) {
    if (turns.isTaken()) {
      return pool.run(work);
    }
    if (!others.tryAcquire()) {
      throw new PasswordsOverloaded();
    }
    try {
      return pool.run(work);
    } finally {
      others.release();
    }
  }

  private record Comparison(String phc, PasswordPepper.Key key) {}

  /// The hash as it is stored, see `StoredHash`.
  ///
  /// @throws PasswordsOverloaded when the queue is full
  public String hash(CheckedPassword password) {
    return run(() -> compute(password.text(), pepper.current()));
  }

  /// For an account that nobody is to sign in to by password: of 256 bits that are kept nowhere. A
  /// sign-in costs what it costs with any other, and none is right.
  ///
  /// @throws PasswordsOverloaded when the queue is full
  public String ofWhatNobodyKnows(SecureRandom random) {
    byte[] bits = new byte[32];
    random.nextBytes(bits);
    String text = HexFormat.of().formatHex(bits);
    return run(() -> compute(text, pepper.current()));
  }

  /// Lets unknown addresses take the time that accounts take.
  ///
  /// @param accounts how many there are, by the parameters of their hashes
  /// @throws PasswordsOverloaded when the queue is full
  public void imitate(Map<String, Long> accounts) {
    nobody.imitate(accounts);
  }

  /// False also for a hash whose key is not there any more.
  ///
  /// @throws PasswordsOverloaded when the queue is full
  public boolean matches(String stored, String password) {
    return matches(stored, nobody.today(), password);
  }

  /// @param stored the account's hash, or null when there is no such account; a stranger cannot
  ///   tell by the work
  /// @param address blind index of the address
  /// @throws PasswordsOverloaded when the queue is full
  public boolean matches(@Nullable String stored, byte[] address, String password) {
    return matches(stored, nobody.of(address), password);
  }

  private boolean matches(@Nullable String stored, String otherwise, String password) {
    return run(() -> {
      Optional<Comparison> real = Optional.ofNullable(stored).flatMap(this::comparison);
      Comparison with = real.orElseGet(() -> new Comparison(otherwise, pepper.current()));
      return argon2.verify(with.phc(), with.key().mixed(password)) && real.isPresent();
    });
  }

  private Optional<Comparison> comparison(String stored) {
    StoredHash hash = StoredHash.read(stored);
    return pepper.find(hash.keyId()).map(key -> new Comparison(hash.phc(), key));
  }

  /// True when any parameter moved since this hash was made, whichever way, or there is a newer
  /// key. No hash loses its key, or goes back to an older one: other processes may mix one in, or
  /// already know the next.
  public boolean outdated(String stored) {
    StoredHash hash = StoredHash.read(stored);
    return hash.keyId() < pepper.current().id() || !hash.isMadeWith(settings);
  }

  /// Today's hash of a password that was just right, where the stored one is outdated. Empty also
  /// when the queue is full: nobody who proved who they are is turned away for it. The next sign-in
  /// makes it.
  public Optional<String> renewed(String stored, String password) {
    if (!outdated(stored)) {
      return Optional.empty();
    }
    try {
      PasswordPepper.Key key = pepper.atLeast(StoredHash.read(stored).keyId());
      return Optional.of(run(() -> compute(password, key)));
    } catch (PasswordsOverloaded _) {
      return Optional.empty();
    }
  }

  private String compute(String password, PasswordPepper.Key key) {
    return new StoredHash(key.id(), phc(key.mixed(password))).text();
  }

  private String nobodys(NobodysHashes.Parameters parameters) {
    return argon2.hash(
        parameters.iterations(),
        parameters.memory(),
        parameters.parallelism(),
        "nobody's password: the hash that an unknown address is compared with"
            .getBytes(StandardCharsets.UTF_8));
  }

  private String phc(byte[] mixed) {
    return argon2.hash(settings.iterations(), settings.memory(), settings.parallelism(), mixed);
  }

  @Override
  public void close() {
    pool.close();
  }
}
