package com.klaro.store.identity.password;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/// How many tries a password stands of somebody who knows lists of passwords, words, names,
/// keyboards, and whose it is. Estimated aside, one after the other, in turns over the blocks of
/// addresses that ask: an estimate is a search.
final class PasswordStrength implements AutoCloseable {

  private static final int AT_ONCE = 1;
  private static final int QUEUE = 64;
  private static final int LEAST_DIFFERENT = 4;

  /// A hundredth of the guesses, where a right one still needs the second factor.
  static final double BITS_OF_SECOND_FACTOR = Math.log(100) / Math.log(2);

  private final double leastBits;
  private final PasswordThreads pool;
  private final PasswordTurns turns;

  PasswordStrength(long leastGuesses, MeterRegistry meters) {
    this(leastGuesses, new PasswordThreads("judging", AT_ONCE, QUEUE, meters), QUEUE, meters);
  }

  /// @param waiting how many may wait for one that is judged
  PasswordStrength(long leastGuesses, PasswordThreads pool, int waiting, MeterRegistry meters) {
    this.leastBits = Math.log((double) leastGuesses) / Math.log(2);
    this.pool = pool;
    this.turns = PasswordTurns.ofNewPasswords(AT_ONCE, waiting, meters);
  }

  /// Begins to read the lists; returns at once.
  void prepare() {
    pool.prepare(() ->
        new GuessSearch(ContextWords.OF_THE_PRODUCT).stands("the first one takes its time", 0));
  }

  /// @param block of addresses that it comes from
  /// @throws PasswordsOverloaded when too many wait, or somebody with fewer took the place
  boolean stands(Password password, ContextWords words, String block) {
    String text = password.text();
    double least = leastBits - (password.secondFactor() ? BITS_OF_SECOND_FACTOR : 0);
    return text.codePoints().distinct().limit(LEAST_DIFFERENT).count() == LEAST_DIFFERENT
        && turns.admitted(
            block,
            Optional.empty(),
            () -> pool.run(() -> new GuessSearch(words).stands(text, least)));
  }

  @Override
  public void close() {
    pool.close();
  }
}
