package com.klaro.api.identity;

import com.klaro.api.web.limit.TooMany;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.store.identity.FactorOutcome;
import com.klaro.store.identity.PasskeyIntake;
import java.time.Duration;

/// What a refused change of a second factor is answered.
final class FactorRefusal {

  private FactorRefusal() {}

  /// @throws Problem unless it was done
  static <T> T done(FactorOutcome<T> change) {
    return switch (change) {
      case FactorOutcome.Done<T>(T value) -> value;
      case FactorOutcome.Refused<T>(var why) -> throw problem(why);
      case FactorOutcome.TooMany<T>(Duration until) -> throw TooMany.until(until);
    };
  }

  /// @throws Problem unless it was done
  static void pass(FactorOutcome<?> change) {
    Object _ = done(change);
  }

  private static Problem problem(FactorOutcome.Refusal why) {
    return switch (why) {
      case SIGNED_OUT -> Problem.of(ProblemType.UNAUTHENTICATED);
      case NEEDS_RECENT_AUTHENTICATION -> Problem.of(ProblemType.RECENT_AUTHENTICATION_REQUIRED);
      case NOT_THERE -> Problem.of(ProblemType.NOT_FOUND);
      case NOT_BEGUN -> Problem.of(ProblemType.CONFLICT).withDetail("Begin to set one up first.");
      case FACTOR_MISSING -> Problem.of(ProblemType.SECOND_FACTOR_REQUIRED);
      case USED -> Problem.of(ProblemType.INVALID_CREDENTIALS);
      case WRONG_FACTOR ->
          Problem.of(ProblemType.INVALID_CREDENTIALS)
              .withDetail(
                  "It is none of the second factor in use. A code works once: after one that"
                      + " worked, wait for the next.");
      case WRONG_FIRST_CODE ->
          Problem.of(ProblemType.INVALID_CREDENTIALS)
              .withDetail("`code` is none of the new app: look at its clock, and type the next.");
      case KNOWN -> Problem.of(ProblemType.CONFLICT).withDetail("This passkey is known already.");
      case TOO_MANY_PASSKEYS ->
          Problem.of(ProblemType.CONFLICT)
              .withDetail("There are " + PasskeyIntake.MOST + " already; remove one first.");
      case PASSWORD_SHORT ->
          Problem.of(ProblemType.CONFLICT)
              .withDetail("Set a password of at least 15 characters first.");
    };
  }
}
