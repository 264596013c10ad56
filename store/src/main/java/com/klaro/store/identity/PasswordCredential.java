package com.klaro.store.identity;

import com.klaro.workflows.tenancy.AccountId;

/// What a password is compared with.
///
/// @param passwordPhc the stored hash, for `PasswordHasher` only
/// @param version moves on with each change of how one signs in to the account: its password,
///   whatever parameters that is hashed with, its second factors and its address, and when it is
///   disabled
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
