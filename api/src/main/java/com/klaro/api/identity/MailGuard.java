package com.klaro.api.identity;

import com.klaro.api.web.limit.Peer;
import com.klaro.api.web.limit.TooMany;
import com.klaro.store.identity.CredentialLimits;
import com.klaro.store.limits.LimitIntake;
import java.util.List;

/// Keeps one client from mailing any number of strangers in our name. By client alone: whose
/// address it is changes nothing, so the answer says nothing of it.
final class MailGuard {

  private final LimitIntake intake;
  private final CredentialLimits limits;

  MailGuard(LimitIntake intake, CredentialLimits limits) {
    this.intake = intake;
    this.limits = limits;
  }

  /// One mail more.
  ///
  /// @throws Problem `too-many-requests`
  void take(Peer peer) {
    TooMany.pass(intake.take(List.of(limits.mailPeer(peer.block()))));
  }
}
