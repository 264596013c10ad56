package com.klaro.api.identity;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.store.identity.password.CheckedPassword;
import com.klaro.store.identity.password.ContextWords;
import com.klaro.store.identity.password.Password;
import com.klaro.store.identity.password.PasswordHasher;
import com.klaro.store.identity.password.PasswordRules;
import java.time.Duration;

/// From a password that somebody chose to the hash that is stored, wherever one is chosen. No
/// connection is held meanwhile.
final class NewPasswords {

  /// In the OpenAPI file: one that would be taken, so none that everybody knows from somewhere.
  static final String EXAMPLE = "seven otters behind a green ladder";

  /// Whoever answers for published passwords is seldom away for longer.
  private static final Duration LATER = Duration.ofSeconds(5);

  private final PasswordRules rules;
  private final PasswordHasher hasher;

  NewPasswords(PasswordRules rules, PasswordHasher hasher) {
    this.rules = rules;
    this.hasher = hasher;
  }

  /// @param field that it was sent in
  /// @param words of whoever proved to be its owner
  /// @throws Problem `invalid-request` when it is refused, `overloaded` when nobody can tell now
  String hashed(String field, Password password, ContextWords words) {
    return switch (rules.judge(password, words)) {
      case PasswordRules.Judgement.Accepted(CheckedPassword accepted) -> hasher.hash(accepted);
      case PasswordRules.Judgement.Refused(String advice) -> throw Problem.invalid(field, advice);
      case PasswordRules.Judgement.Undecided() ->
          throw Problem.of(ProblemType.OVERLOADED).withRetryAfter(LATER);
    };
  }
}
