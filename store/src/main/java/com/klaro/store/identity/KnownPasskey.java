package com.klaro.store.identity;

import com.klaro.workflows.tenancy.AccountId;
import java.util.UUID;

/// A passkey as whoever looks at its signature needs it.
///
/// @param userHandle of its account
public record KnownPasskey(
    UUID id,
    AccountId accountId,
    byte[] credentialId,
    byte[] publicKey,
    boolean backupEligible,
    byte[] userHandle) {

  @Override
  public String toString() {
    return "KnownPasskey[" + id + "]";
  }
}
