package com.klaro.store.audit;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The keyed half of a chain: whoever can write every row but has not the key cannot make a row or
/// a head that holds. A MAC is stored as key version (four bytes, big endian) and HMAC-SHA256. One
/// instance per thread.
final class ChainMac {

  private static final int LENGTH = Integer.BYTES + ChainHash.BYTES;

  private final Map<Integer, Mac> keyed = new HashMap<>();
  private final CanonicalBytes form = new CanonicalBytes();
  private final int current;

  /// @param keys every version that ever was in use
  /// @param current the version for new rows
  ChainMac(Map<Integer, byte[]> keys, int current) {
    this.current = current;
    keys.forEach((version, key) -> keyed.put(version, hmac(key)));
  }

  int current() {
    return current;
  }

  byte[] ofRow(byte[] hash) {
    return versioned(current, row(hash));
  }

  byte[] ofHead(String chain, long seq, byte[] hash) {
    return versioned(current, head(chain, seq, hash));
  }

  boolean rowHolds(byte[] hash, byte[] mac) {
    return holds(mac, row(hash));
  }

  boolean headHolds(String chain, long seq, byte[] hash, byte[] mac) {
    return holds(mac, head(chain, seq, hash));
  }

  /// The salt of a staff row's commitment, under the version that its MAC names.
  byte[] staffSalt(int version, String chain, long seq) {
    return finish(version, form.begin("klaro-audit-salt-v1").text(chain).number(seq));
  }

  boolean knows(int version) {
    return keyed.containsKey(version);
  }

  /// The key version in front of a stored MAC; -1, which is never used, when it is too short to
  /// have one.
  static int version(byte[] mac) {
    return mac.length == LENGTH ? ByteBuffer.wrap(mac).getInt() : -1;
  }

  private CanonicalBytes row(byte[] hash) {
    return form.begin("klaro-audit-row-mac-v1").bytes(hash);
  }

  private CanonicalBytes head(String chain, long seq, byte[] hash) {
    return form.begin("klaro-audit-head-mac-v1").text(chain).number(seq).bytes(hash);
  }

  private boolean holds(byte[] mac, CanonicalBytes content) {
    int version = version(mac);
    return knows(version) && MessageDigest.isEqual(mac, versioned(version, content));
  }

  private byte[] versioned(int version, CanonicalBytes content) {
    return ByteBuffer.allocate(LENGTH).putInt(version).put(finish(version, content)).array();
  }

  private byte[] finish(int version, CanonicalBytes content) {
    Mac mac = keyed.get(version);
    if (mac == null) {
      throw new IllegalArgumentException("No audit MAC key of version " + version);
    }
    mac.update(content.buffer(), 0, content.length());
    return mac.doFinal();
  }

  private static Mac hmac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA256", impossible);
    }
  }
}
