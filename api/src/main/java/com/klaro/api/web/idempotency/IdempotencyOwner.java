package com.klaro.api.web.idempotency;

import com.klaro.api.web.limit.Peer;
import com.klaro.workflows.tenancy.AccountId;

/// Whose keys these are: two callers with the same key never meet.
public record IdempotencyOwner(String name) {

  public static IdempotencyOwner of(AccountId account) {
    return new IdempotencyOwner("account/" + account);
  }

  /// For public routes. The exact address and not its block: a neighbour must not be able to ask
  /// for an answer.
  public static IdempotencyOwner of(Peer peer) {
    return new IdempotencyOwner("peer/" + peer.address());
  }
}
