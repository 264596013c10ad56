package com.klaro.store.identity;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Argon2id on a bounded pool. Each verification costs one hash at today's parameters, whether or
/// not the account exists.
public final class PasswordHasher implements AutoCloseable {

  private static final int SALT = 16;
  private static final int TAG = 32;

  private final Argon2 argon2 = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id, SALT, TAG);
  private final HashingSettings settings;
  private final HashingPool pool;
  private final String nobody;

  public PasswordHasher(HashingSettings settings, MeterRegistry meters) {
    this.settings = settings;
    this.pool = new HashingPool(settings, meters);
    this.nobody = compute("nobody's password: the hash that an unknown address is compared with");
  }

  /// The hash in PHC text form.
  ///
  /// @throws Overloaded when the queue is full
  public String hash(String password) {
    return pool.run(() -> compute(password));
  }

  /// @param stored the account's hash, or null when there is no such account; the work is the same
  /// @throws Overloaded when the queue is full
  public boolean matches(@Nullable String stored, String password) {
    return pool.run(() ->
        argon2.verify(stored == null ? nobody : stored, password.getBytes(StandardCharsets.UTF_8)))
        && stored != null;
  }

  /// True when any parameter moved since this hash was made.
  public boolean outdated(String stored) {
    return argon2.needsRehash(
        stored, settings.iterations(), settings.memory(), settings.parallelism());
  }

  private String compute(String password) {
    return argon2.hash(
        settings.iterations(),
        settings.memory(),
        settings.parallelism(),
        password.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    pool.close();
  }

  /// More passwords are to be hashed or judged than may wait: 503 with `Retry-After`.
  public static final class Overloaded extends RuntimeException {
    Overloaded(Throwable cause) {
      super("The queue of passwords is full", cause);
    }
  }
}
