package com.klaro.api.identity;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.store.identity.PasswordCredential;
import com.klaro.store.identity.PasswordIntake;
import com.klaro.store.identity.password.Password;
import com.klaro.store.identity.password.PasswordHasher;
import com.klaro.workflows.tenancy.Actor;
import java.util.function.Function;

/// That whoever is signed in knows the password. One hash, and no connection is held meanwhile.
final class PasswordProof {

  private final PasswordIntake passwords;
  private final LoginGuard guard;
  private final PasswordHasher hasher;

  PasswordProof(PasswordIntake passwords, LoginGuard guard, PasswordHasher hasher) {
    this.passwords = passwords;
    this.guard = guard;
    this.hasher = hasher;
  }

  /// @param presented read from the body once the session is known to live, and by whoever knows
  ///   what the account has
  /// @return what was compared, for the write that follows
  /// @throws Problem `unauthenticated`, `too-many-requests` or `invalid-credentials`
  PasswordCredential of(Actor.Member member, Function<PasswordCredential, String> presented) {
    PasswordCredential current = current(member);
    require(member, current, presented.apply(current));
    return current;
  }

  /// @throws Problem `unauthenticated`
  PasswordCredential current(Actor.Member member) {
    return passwords.current(member).orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
  }

  /// @throws Problem `too-many-requests` or `invalid-credentials`
  void require(Actor.Member member, PasswordCredential current, String password) {
    LoginGuard.Attempt attempt = guard.askOfOwner(member.accountId());
    if (password.length() > 2 * Password.LONGEST
        || !hasher.matches(current.passwordPhc(), password)) {
      guard.failed(attempt);
      throw Problem.of(ProblemType.INVALID_CREDENTIALS);
    }
    guard.right(attempt);
  }
}
