package com.klaro.api.identity;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.request.RequestOutcome;
import com.klaro.store.identity.CodeIntake;
import com.klaro.store.identity.CodeVerdict;
import com.klaro.store.identity.PasswordCredential;
import com.klaro.store.limits.Place;
import com.klaro.workflows.tenancy.Actor;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// That whoever knows the password has the second factor too, where the account has one. Asked
/// after the password only: before that, nothing tells whether there is one.
final class SecondFactorProof {

  private final CodeIntake codes;
  private final LoginGuard guard;

  SecondFactorProof(CodeIntake codes, LoginGuard guard) {
    this.codes = codes;
    this.guard = guard;
  }

  /// At a sign-in whose password was right, and counts as that before a code is looked at. That too
  /// many codes were wrong is not told: the answer is that of a wrong one, also for the right one.
  ///
  /// @param known whether the device signed in to the account before
  /// @return where the right password is still to be counted, along with the session
  /// @throws Problem `too-many-requests`, `second-factor-required` or `invalid-credentials`
  List<Place> atSignIn(
      PasswordCredential credential,
      @Nullable String totp,
      LoginGuard.Attempt attempt,
      boolean known) {
    if (!credential.secondFactor()) {
      return guard.due(attempt);
    }
    guard.right(attempt);
    CodeVerdict verdict = codes.atSignIn(credential, given(totp), known);
    if (verdict instanceof CodeVerdict.TooMany) {
      RequestOutcome.LOCKED.note();
    }
    if (!(verdict instanceof CodeVerdict.Right)) {
      guard.failed(attempt);
      throw Problem.of(ProblemType.INVALID_CREDENTIALS);
    }
    return List.of();
  }

  /// Of somebody signed in, who is told when they have to wait.
  ///
  /// @throws Problem `second-factor-required`, `invalid-credentials` or `too-many-requests`
  void ofOwner(Actor.Member member, PasswordCredential credential, @Nullable String totp) {
    if (!credential.secondFactor()) {
      return;
    }
    switch (codes.ofMember(member, given(totp))) {
      case CodeVerdict.Right() -> {}
      case CodeVerdict.Wrong() -> throw Problem.of(ProblemType.INVALID_CREDENTIALS);
      case CodeVerdict.TooMany(Duration until) ->
          throw Problem.of(ProblemType.TOO_MANY_REQUESTS).withRetryAfter(until);
    }
  }

  /// Forms send an empty field where nobody typed anything.
  private static String given(@Nullable String totp) {
    if (totp == null || totp.isBlank()) {
      throw Problem.of(ProblemType.SECOND_FACTOR_REQUIRED);
    }
    return totp;
  }
}
