package com.klaro.api.identity;

import com.klaro.api.web.limit.TooMany;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.request.RequestOutcome;
import com.klaro.store.identity.CodeSessionIntake;
import com.klaro.store.identity.CodeSessionIntake.Opened;
import com.klaro.store.identity.IssuedSession;
import com.klaro.store.identity.PasswordCredential;
import com.klaro.workflows.tenancy.Actor;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// That whoever knows the password of an account with a second factor has that too, for a session.
/// Asked after the password only: before that, nothing tells whether there is one.
final class CodeProof {

  private final CodeSessionIntake sessions;
  private final LoginGuard guard;

  CodeProof(CodeSessionIntake sessions, LoginGuard guard) {
    this.sessions = sessions;
    this.guard = guard;
  }

  /// At a sign-in whose password was right, and counts as that before a code is looked at. That too
  /// many codes were wrong is not told: the answer is that of a wrong one, also for the right one.
  ///
  /// @param known whether the device signed in to the account before
  /// @param rehashed today's hash of the password when the stored one is outdated; made before the
  ///   code is looked at, for no connection is held meanwhile
  /// @throws Problem `too-many-requests`, `second-factor-required` or `invalid-credentials`
  IssuedSession atSignIn(
      PasswordCredential credential,
      @Nullable String totp,
      LoginGuard.Attempt attempt,
      boolean known,
      String userAgent,
      Supplier<Optional<String>> rehashed) {
    guard.right(attempt);
    String code = given(totp);
    return switch (sessions.start(credential, code, known, userAgent, rehashed.get())) {
      case Opened.Session(IssuedSession made) -> made;
      case Opened.Refused() -> throw Problem.of(ProblemType.INVALID_CREDENTIALS);
      case Opened.Wrong() -> throw wrong(attempt);
      case Opened.TooMany _ -> {
        RequestOutcome.LOCKED.note();
        throw wrong(attempt);
      }
    };
  }

  private Problem wrong(LoginGuard.Attempt attempt) {
    guard.failed(attempt);
    return Problem.of(ProblemType.INVALID_CREDENTIALS);
  }

  /// Of somebody signed in, who is told when they have to wait.
  ///
  /// @throws Problem `second-factor-required`, `invalid-credentials`, `too-many-requests`, or
  ///   `unauthenticated` when the password was replaced or the session ended since
  IssuedSession atReauthentication(
      Actor.Member member, PasswordCredential credential, @Nullable String totp, String userAgent) {
    return switch (sessions.reauthenticate(member, credential, given(totp), userAgent)) {
      case Opened.Session(IssuedSession made) -> made;
      case Opened.Refused() -> throw Problem.of(ProblemType.UNAUTHENTICATED);
      case Opened.Wrong() -> throw Problem.of(ProblemType.INVALID_CREDENTIALS);
      case Opened.TooMany(Duration until) -> throw TooMany.until(until);
    };
  }

  /// Forms send an empty field where nobody typed anything.
  private static String given(@Nullable String totp) {
    if (totp == null || totp.isBlank()) {
      throw Problem.of(ProblemType.SECOND_FACTOR_REQUIRED);
    }
    return totp;
  }
}
