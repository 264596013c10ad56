package com.klaro.store.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// "At this time the chain ended here", signed. The signature covers `text
/// "klaro-audit-signed-head-v1", text chain, u64 seq, bytes hash, i64 microseconds, text keyId` in
/// the form of `ChainHash`.
///
/// @param keyId names the key in `/.well-known/audit-keys.json`
record SignedHead(String chain, long seq, byte[] hash, Instant at, String keyId, byte[] signature) {

  static SignedHead sign(SigningKey key, String chain, long seq, byte[] hash, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    String keyId = key.publicKey().id();
    return new SignedHead(
        chain, seq, hash, at, keyId, key.sign(content(chain, seq, hash, at, keyId)));
  }

  boolean signedBy(PublicKeys.Key key) {
    return key.verifies(content(chain, seq, hash, at, keyId), signature);
  }

  private static byte[] content(String chain, long seq, byte[] hash, Instant at, String keyId) {
    return new CanonicalBytes()
        .begin("klaro-audit-signed-head-v1")
        .text(chain)
        .number(seq)
        .bytes(hash)
        .time(at)
        .text(keyId)
        .toByteArray();
  }
}
