package com.klaro.api.identity;

import com.klaro.api.web.limit.Peer;
import com.klaro.api.web.limit.TooMany;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.store.identity.CredentialLimits;
import com.klaro.store.identity.OneTimeToken;
import com.klaro.store.identity.password.CheckedPassword;
import com.klaro.store.identity.password.ContextWords;
import com.klaro.store.identity.password.Password;
import com.klaro.store.identity.password.PasswordHasher;
import com.klaro.store.identity.password.PasswordRules;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.limits.Place;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From a password that somebody chose to the hash that is stored, wherever one is chosen. No
/// connection is held meanwhile. Each is counted before it is judged, taken or not: one that is
/// refused leaves the link good, and whoever has it could keep everybody else from being judged.
final class NewPasswords {

  /// In the OpenAPI file: one that would be taken, so none that everybody knows from somewhere.
  static final String EXAMPLE = "seven otters behind a green ladder";

  /// The same one again would end sessions, and whoever found it out could still use it.
  static final String ANOTHER = "must be another one than the current one";

  /// Whoever answers for published passwords is seldom away for longer.
  private static final Duration LATER = Duration.ofSeconds(5);

  private final PasswordRules rules;
  private final PasswordHasher hasher;
  private final LimitIntake intake;
  private final CredentialLimits limits;

  NewPasswords(
      PasswordRules rules, PasswordHasher hasher, LimitIntake intake, CredentialLimits limits) {
    this.rules = rules;
    this.hasher = hasher;
    this.intake = intake;
    this.limits = limits;
  }

  /// @param field that it was sent in
  /// @param words of whoever proved to be its owner
  /// @param peer that sent it
  record Chosen(String field, Password password, ContextWords words, Peer peer) {}

  /// @param link that is known to be good: of another one nothing is counted
  /// @throws Problem `too-many-requests`, `invalid-request` when it is refused, `overloaded` when
  ///   nobody can tell now
  String hashed(OneTimeToken link, Chosen chosen) {
    return hashed(limits.link(link), chosen, null);
  }

  /// The same, where the new one takes the place of another: compared by one hash more, after it
  /// was judged.
  ///
  /// @param currentPhc as it is stored
  String hashed(OneTimeToken link, Chosen chosen, String currentPhc) {
    return hashed(limits.link(link), chosen, currentPhc);
  }

  /// @param owner who has just proved to be it
  /// @throws Problem `too-many-requests`, `invalid-request` when it is refused, `overloaded` when
  ///   nobody can tell now
  String hashed(AccountId owner, Chosen chosen) {
    return hashed(limits.newPassword(owner), chosen, null);
  }

  private String hashed(Place place, Chosen chosen, @Nullable String currentPhc) {
    TooMany.pass(intake.take(List.of(place)));
    return switch (rules.judge(chosen.password(), chosen.words(), chosen.peer().block())) {
      case PasswordRules.Judgement.Accepted(CheckedPassword accepted) -> {
        if (currentPhc != null && hasher.matches(currentPhc, chosen.password().text())) {
          throw Problem.invalid(chosen.field(), ANOTHER);
        }
        yield hasher.hash(accepted);
      }
      case PasswordRules.Judgement.Refused(String advice) ->
          throw Problem.invalid(chosen.field(), advice);
      case PasswordRules.Judgement.Undecided() ->
          throw Problem.of(ProblemType.OVERLOADED).withRetryAfter(LATER);
    };
  }
}
