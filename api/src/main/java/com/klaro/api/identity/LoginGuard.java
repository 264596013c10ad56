package com.klaro.api.identity;

import com.klaro.api.web.limit.Peer;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.store.identity.CredentialLimits;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.limits.Place;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Who may try a password now. A client learns of its own limits; that an account is guarded is
/// told to nobody: the work and the answer are those of a wrong password (S6-4).
final class LoginGuard {

  private final LimitIntake intake;
  private final CredentialLimits limits;

  LoginGuard(LimitIntake intake, CredentialLimits limits) {
    this.intake = intake;
    this.limits = limits;
  }

  /// One attempt that may be made.
  ///
  /// @param shut whether it fails whatever the password is
  record Attempt(List<Place> places, boolean shut) {}

  /// @param address blind index of what was typed
  /// @param device a token that this account's earlier session left on the device, where one was
  ///   shown
  /// @throws Problem `too-many-requests`
  Attempt ask(byte[] address, Peer peer, Optional<KnownDevice> device) {
    Place client = limits.peer(peer.block());
    return device
        .map(known -> ask(List.of(client, limits.device(known.accountId(), known.token()))))
        .orElseGet(() ->
            ask(List.of(client, limits.pair(address, peer.block()), limits.account(address))));
  }

  record KnownDevice(AccountId accountId, String token) {}

  private Attempt ask(List<Place> places) {
    List<Duration> waits = intake.waits(places);
    boolean shut = false;
    Duration wait = Duration.ZERO;
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).limit().equals(limits.account())) {
        shut = waits.get(i).isPositive();
      } else if (waits.get(i).compareTo(wait) > 0) {
        wait = waits.get(i);
      }
    }
    if (wait.isPositive()) {
      throw Problem.of(ProblemType.TOO_MANY_REQUESTS).withRetryAfter(wait);
    }
    return new Attempt(places, shut);
  }

  void failed(Attempt attempt) {
    intake.add(attempt.places());
  }

  /// Where nothing is tried that belongs to an address: a stranger can use up their own tries only.
  ///
  /// @throws Problem `too-many-requests`
  Attempt askOfClient(Peer peer) {
    return ask(List.of(limits.peer(peer.block())));
  }

  /// @throws Problem `too-many-requests`
  Attempt askOfOwner(AccountId accountId) {
    return ask(List.of(limits.proof(accountId)));
  }
}
