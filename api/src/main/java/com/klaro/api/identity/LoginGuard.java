package com.klaro.api.identity;

import com.klaro.api.web.limit.Peer;
import com.klaro.api.web.limit.TooMany;
import com.klaro.api.web.request.RequestOutcome;
import com.klaro.store.identity.CredentialLimits;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.limits.Place;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

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
  /// @param wrong where it counts when it fails
  /// @param right where it counts when the password is right
  /// @param shut whether it fails whatever the password is
  /// @param rest how long whoever knows the password has to wait all the same
  record Attempt(List<Place> wrong, List<Place> right, boolean shut, Duration rest) {}

  /// Where one attempt would count.
  record Lane(List<Place> wrong, List<Place> right) {
    List<Place> places() {
      return Stream.concat(wrong.stream(), right.stream()).toList();
    }
  }

  /// Of a device that is not known.
  ///
  /// @param address blind index of what was typed
  Lane laneOf(byte[] address, Peer peer) {
    return new Lane(
        List.of(
            limits.peer(peer.block()), limits.pair(address, peer.block()), limits.account(address)),
        List.of(limits.rightPeer(peer.block()), limits.right(address)));
  }

  /// Not where its client counts: with whom it shares an address are strangers.
  ///
  /// @param device a token that this account's earlier session left on the device
  /// @throws Problem `too-many-requests`
  Attempt ask(KnownDevice device, Peer peer) {
    return ask(
        List.of(
            limits.device(device.accountId(), device.token()),
            limits.knownDevices(device.accountId(), device.passwordNumber())),
        List.of(
            limits.rightPeer(peer.block()),
            limits.knownRight(device.accountId(), device.passwordNumber())));
  }

  record KnownDevice(AccountId accountId, int passwordNumber, String token) {}

  private Attempt ask(List<Place> wrong, List<Place> right) {
    var lane = new Lane(wrong, right);
    return judged(lane, intake.waits(lane.places()));
  }

  /// @param waits for each of its places
  /// @throws Problem `too-many-requests`
  Attempt judged(Lane lane, List<Duration> waits) {
    List<Place> places = lane.places();
    boolean shut = false;
    Duration rest = Duration.ZERO;
    Duration wait = Duration.ZERO;
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).limit().equals(limits.account())) {
        shut = waits.get(i).isPositive();
      } else if (isToldToTheOwner(places.get(i))) {
        rest = waits.get(i);
      } else if (waits.get(i).compareTo(wait) > 0) {
        wait = waits.get(i);
      }
    }
    if (wait.isPositive()) {
      throw TooMany.until(wait);
    }
    return new Attempt(lane.wrong(), lane.right(), shut, rest);
  }

  /// A stranger would learn from it that the address has an account.
  private boolean isToldToTheOwner(Place place) {
    return place.limit().equals(limits.right()) || place.limit().equals(limits.knownRight());
  }

  void failed(Attempt attempt) {
    // Either is noted, although one goes without saying: the work of one alone would tell.
    (attempt.shut() ? RequestOutcome.LOCKED : RequestOutcome.FAILURE).note();
    intake.add(attempt.wrong());
  }

  /// Once the password was right, whatever comes of it then.
  ///
  /// @throws Problem `too-many-requests`
  void right(Attempt attempt) {
    intake.add(due(attempt));
  }

  /// Once the password was right. One that is refused counts for the client alone: it cost a hash.
  ///
  /// @return where the caller has it counted, whatever comes of it then
  /// @throws Problem `too-many-requests`
  List<Place> due(Attempt attempt) {
    if (!attempt.rest().isPositive()) {
      return attempt.right();
    }
    intake.add(attempt.right().stream().filter(place -> !isToldToTheOwner(place)).toList());
    throw TooMany.until(attempt.rest());
  }

  /// Where nothing is tried that belongs to an address: a stranger can use up their own tries only.
  ///
  /// @throws Problem `too-many-requests`
  Attempt askOfClient(Peer peer) {
    return ask(List.of(limits.peer(peer.block())), List.of(limits.rightPeer(peer.block())));
  }

  /// The same, once it is known whose passkey it is: right ones count for its account too.
  ///
  /// @throws Problem `too-many-requests`
  Attempt askOfPasskey(Attempt ofClient, AccountId accountId) {
    Attempt ofAccount = ask(List.of(), List.of(limits.rightProof(accountId)));
    return new Attempt(
        ofClient.wrong(),
        Stream.concat(ofClient.right().stream(), ofAccount.right().stream()).toList(),
        ofClient.shut(),
        ofClient.rest());
  }

  /// @throws Problem `too-many-requests`
  Attempt askOfOwner(AccountId accountId) {
    return ask(List.of(limits.proof(accountId)), List.of(limits.rightProof(accountId)));
  }
}
