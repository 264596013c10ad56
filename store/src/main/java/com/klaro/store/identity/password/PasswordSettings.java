package com.klaro.store.identity.password;

/// Section `identity.passwords`: which new passwords are refused.
///
/// @param leastGuesses how many tries a password has to stand, and a hundredth where a second
///   factor stands beside it. Whoever guesses meets the limits of signing in, so this is about
///   lists and patterns, not about machines
public record PasswordSettings(long leastGuesses, BreachSettings breaches) {

  public PasswordSettings {
    if (leastGuesses < 1_000 || leastGuesses > 1_000_000_000_000L) {
      throw new IllegalArgumentException(
          "identity.passwords.leastGuesses must be from 1000 to a million millions");
    }
    if (breaches == null) {
      throw new IllegalArgumentException("identity.passwords.breaches must be given");
    }
  }

  public static PasswordSettings defaults() {
    return new PasswordSettings(1_000_000, BreachSettings.defaults());
  }
}
