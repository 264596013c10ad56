package com.klaro.store.identity;

import com.klaro.workflows.tenancy.AccountId;

/// What a refresh token was worth.
public sealed interface RefreshOutcome {

  record Refreshed(IssuedSession session) implements RefreshOutcome {}

  /// Not ours, of an ended session, or expired.
  record Refused() implements RefreshOutcome {}

  /// Ours, but used up before: somebody has a copy. The session was ended.
  record Replayed(AccountId accountId) implements RefreshOutcome {}
}
