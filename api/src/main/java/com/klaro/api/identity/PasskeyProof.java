package com.klaro.api.identity;

import com.klaro.api.web.limit.Peer;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.store.identity.IssuedSession;
import com.klaro.store.identity.PasskeyReader;
import com.klaro.store.identity.PasskeySessionIntake;
import com.klaro.store.identity.PasskeySessionIntake.Opened;
import com.klaro.store.identity.PasskeyUse;
import com.klaro.store.identity.ShownFactor;
import com.klaro.workflows.tenancy.Actor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// That whoever asks has a passkey in hand: at a sign-in, where it says whose it is, and of
/// somebody signed in. One answer for every reason to refuse.
final class PasskeyProof {

  private final PasskeyCeremony ceremony;
  private final PasskeyChallenges challenges;
  private final PasskeySettings settings;
  private final PasskeyReader passkeys;
  private final PasskeySessionIntake sessions;
  private final LoginGuard guard;

  PasskeyProof(
      PasskeyCeremony ceremony,
      PasskeyChallenges challenges,
      PasskeySettings settings,
      PasskeyReader passkeys,
      PasskeySessionIntake sessions,
      LoginGuard guard) {
    this.ceremony = ceremony;
    this.challenges = challenges;
    this.settings = settings;
    this.passkeys = passkeys;
    this.sessions = sessions;
    this.guard = guard;
  }

  /// @throws Problem `not-found` where there are no passkeys
  void requireOn() {
    if (settings.isOff()) {
      throw Problem.of(ProblemType.NOT_FOUND).withDetail("There are no passkeys here.");
    }
  }

  PasskeyOptions.RequestAnswer askAnybody() {
    requireOn();
    return PasskeyOptions.request(
        settings.rpId(), List.of(), challenges.issue(PasskeyChallenges.Purpose.SIGN_IN, null));
  }

  /// @throws Problem `unauthenticated`
  PasskeyOptions.RequestAnswer ask(Actor.Member member) {
    List<byte[]> own =
        passkeys.credentialIds(member).orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
    requireOn();
    return PasskeyOptions.request(
        settings.rpId(),
        own,
        challenges.issue(PasskeyChallenges.Purpose.STEP_UP, member.sessionId()));
  }

  /// @throws Problem `not-found`, `invalid-request`, `too-many-requests` or `invalid-credentials`
  IssuedSession atSignIn(Map<String, Object> credential, Peer peer, String userAgent) {
    requireOn();
    LoginGuard.Attempt client = guard.askOfClient(peer);
    Optional<PasskeyUse> use = ceremony.used("credential", credential, null, passkeys::find);
    return opened(
        use.map(it -> guard.askOfPasskey(client, it.passkey().accountId())).orElse(client),
        use,
        it -> sessions.start(it, userAgent));
  }

  /// @throws Problem as at a sign-in, and `unauthenticated`
  IssuedSession atReauthentication(
      Actor.Member member, Map<String, Object> credential, String userAgent) {
    requireOn();
    LoginGuard.Attempt attempt = guard.askOfOwner(member.accountId());
    return opened(
        attempt,
        ceremony.used("passkey", credential, member.sessionId(), passkeys::find),
        use -> sessions.reauthenticate(member, use, userAgent));
  }

  /// What somebody signed in shows of a passkey, which is judged where it is used up.
  ///
  /// @param field that it came in
  /// @throws Problem as [#atReauthentication]
  ShownFactor shown(Actor.Member member, String field, Map<String, Object> passkey) {
    requireOn();
    LoginGuard.Attempt attempt = guard.askOfOwner(member.accountId());
    Optional<PasskeyUse> use = ceremony.used(field, passkey, member.sessionId(), passkeys::find);
    if (use.isEmpty()) {
      guard.failed(attempt);
      throw Problem.of(ProblemType.INVALID_CREDENTIALS);
    }
    guard.right(attempt);
    return new ShownFactor.Passkey(use.get());
  }

  private IssuedSession opened(
      LoginGuard.Attempt attempt, Optional<PasskeyUse> use, Function<PasskeyUse, Opened> open) {
    return switch (use.map(open).orElseGet(Opened.Refused::new)) {
      case Opened.Session(IssuedSession made) -> {
        guard.right(attempt);
        yield made;
      }
      case Opened.SignedOut() -> throw Problem.of(ProblemType.UNAUTHENTICATED);
      case Opened.Refused() -> {
        guard.failed(attempt);
        throw Problem.of(ProblemType.INVALID_CREDENTIALS);
      }
    };
  }
}
