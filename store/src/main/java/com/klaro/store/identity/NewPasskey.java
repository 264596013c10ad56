package com.klaro.store.identity;

/// What an authenticator made, looked at and found right.
///
/// @param publicKey as COSE writes it
/// @param backupEligible whether copies of it may be kept elsewhere
/// @param backedUp whether there are any
/// @param challenge that it answers
public record NewPasskey(
    byte[] credentialId,
    byte[] publicKey,
    long signCount,
    boolean backupEligible,
    boolean backedUp,
    PasskeyChallenge challenge) {

  @Override
  public String toString() {
    return "NewPasskey[…]";
  }
}
