package com.klaro.store.identity.password;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/// Whether a new password may be one: the same question wherever one is chosen. Asked of whoever
/// proved to be its owner, and never at a login.
public final class PasswordRules implements AutoCloseable {

  private final PasswordStrength strength;
  private final BreachedPasswords breached;
  private final BreachSettings.OnFailure onFailure;
  private final MeterRegistry meters;

  public PasswordRules(
      PasswordSettings settings, BreachedPasswords breached, MeterRegistry meters) {
    this.strength = new PasswordStrength(settings.leastGuesses(), meters);
    this.breached = breached;
    this.onFailure = settings.breaches().onFailure();
    this.meters = meters;
    for (Outcome outcome : Outcome.values()) {
      count(outcome, 0);
    }
  }

  public sealed interface Judgement {
    record Accepted(CheckedPassword password) implements Judgement {}

    /// @param advice what to do, without the password
    record Refused(String advice) implements Judgement {}

    /// It may not be taken before somebody says that it was not published; worth another try.
    record Undecided() implements Judgement {}
  }

  private enum Outcome {
    FOUND,
    NOT_FOUND,
    UNKNOWN
  }

  /// Begins to read what passwords are compared with, a second's work, so that the first who
  /// chooses one does not wait for it; returns at once.
  public void prepare() {
    strength.prepare();
  }

  /// @param block of addresses that it comes from
  /// @throws PasswordsOverloaded when too many passwords wait to be judged
  public Judgement judge(Password password, ContextWords words, String block) {
    if (!strength.stands(password, words, block)) {
      return new Judgement.Refused(
          "is too easy to guess: take several words that do not belong together, and none of your"
              + " name, your address or your company");
    }
    return switch (breached.find(BreachedPasswords.sha1(password.text()))) {
      case BreachedPasswords.Answer.Found() -> {
        count(Outcome.FOUND, 1);
        yield new Judgement.Refused(
            "is on a list of stolen passwords: choose another one, here and wherever else you use"
                + " it");
      }
      case BreachedPasswords.Answer.NotFound() -> {
        count(Outcome.NOT_FOUND, 1);
        yield new Judgement.Accepted(new CheckedPassword(password));
      }
      case BreachedPasswords.Answer.Unknown() -> {
        count(Outcome.UNKNOWN, 1);
        yield switch (onFailure) {
          case OPEN -> new Judgement.Accepted(new CheckedPassword(password));
          case CLOSED -> new Judgement.Undecided();
        };
      }
    };
  }

  private void count(Outcome outcome, int times) {
    meters
        .counter(
            "klaro.passwords.breach.checks", "outcome", outcome.name().toLowerCase(Locale.ROOT))
        .increment(times);
  }

  @Override
  public void close() {
    strength.close();
  }
}
