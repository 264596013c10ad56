package com.klaro.store.identity;

import com.klaro.workflows.tenancy.AccountId;

/// What a password is compared with.
///
/// @param passwordPhc the stored hash, for `PasswordHasher` only
/// @param version which password of the account it is, whatever parameters it was hashed with;
///   moves on with its second factors and its address too, and when it is disabled
/// @param passwordNumber which password it is, whatever is beside it
/// @param secondFactor whether the password alone does not do
public record PasswordCredential(
    AccountId accountId,
    String passwordPhc,
    int version,
    int passwordNumber,
    boolean secondFactor) {

  @Override
  public String toString() {
    return "PasswordCredential[" + accountId + "]";
  }
}
