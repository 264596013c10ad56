package com.klaro.store.audit;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/// The public half of a chain: everything here can be recomputed from an export, without any key.
/// One instance per thread.
///
/// ```
/// text(s)   = u32 length, UTF-8            bytes(b) = u32 length, b
/// actor     = SHA-256(text "klaro-audit-actor-v1", bytes salt, text actor)
/// hash      = SHA-256(text "klaro-audit-row-v1", text chain, u64 seq, i64 microseconds, bytes actor, text action,
///                     text subject, text data (RFC 8785 JSON), u8 staff, bytes previous hash)
/// ```
///
/// The first row's previous hash is 32 zero bytes. The salt is empty except on rows of staff, where
/// it is derived from the MAC key: the customer's export shows `actor` (the commitment) in place of
/// the person, the hash still verifies, and we can open a commitment later by naming salt and
/// person, but never to another person.
final class ChainHash {

  static final int BYTES = 32;
  private static final byte[] NO_SALT = new byte[0];

  private final MessageDigest sha256;
  private final CanonicalBytes form = new CanonicalBytes();

  ChainHash() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  /// What the first row of a chain follows.
  static byte[] beginning() {
    return new byte[BYTES];
  }

  byte[] openActor(String actor) {
    return staffActor(NO_SALT, actor);
  }

  byte[] staffActor(byte[] salt, String actor) {
    return digest(form.begin("klaro-audit-actor-v1").bytes(salt).text(actor));
  }

  /// @param actor from `openActor` or `staffActor`
  byte[] row(
      String chain,
      long seq,
      Instant at,
      byte[] actor,
      String action,
      String subject,
      String data,
      boolean staff,
      byte[] previousHash) {
    return digest(
        form.begin("klaro-audit-row-v1")
            .text(chain)
            .number(seq)
            .time(at)
            .bytes(actor)
            .text(action)
            .text(subject)
            .text(data)
            .flag(staff)
            .bytes(previousHash));
  }

  private byte[] digest(CanonicalBytes content) {
    try {
      sha256.update(content.buffer(), 0, content.length());
      byte[] hash = new byte[BYTES];
      sha256.digest(hash, 0, BYTES);
      return hash;
    } catch (DigestException impossible) {
      throw new IllegalStateException("32 bytes hold a SHA-256", impossible);
    }
  }
}
