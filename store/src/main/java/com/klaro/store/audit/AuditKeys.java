package com.klaro.store.audit;

/// The keys of the chains, from the secret store.
///
/// @param mac HMAC-SHA256 key of rows and heads; the database never sees it
/// @param signingKeyId names the Ed25519 key that signs heads, as published in `/.well-known/audit-keys.json`
/// @param signingKey the private key, as Tink's `Ed25519Sign` takes it (32 bytes)
public record AuditKeys(byte[] mac, String signingKeyId, byte[] signingKey) {

  @Override
  public String toString() {
    return "AuditKeys[" + signingKeyId + "]";
  }
}
