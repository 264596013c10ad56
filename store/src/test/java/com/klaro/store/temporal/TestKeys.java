package com.klaro.store.temporal;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// Key rings that tests can name. The keys are worthless: every byte of a key is its version.
public final class TestKeys {

  private TestKeys() {}

  public static HistoryCodec codec(int... versions) {
    return new HistoryCodec(CodecKeys.fixed(ring(versions)));
  }

  public static KeyRing ring(int... versions) {
    SortedMap<Integer, byte[]> keys = new TreeMap<>();
    for (int version : versions) {
      byte[] key = new byte[KeyRing.KEY_BYTES];
      Arrays.fill(key, (byte) version);
      keys.put(version, key);
    }
    return KeyRing.of(keys, new SecureRandom());
  }
}
