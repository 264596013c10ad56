package com.klaro.store.temporal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.SortedMap;
import java.util.TreeMap;

/// The keys of the codec, as one Tink keyset. A key's id is its version as a secret, so that a
/// ciphertext names the secret that opens it. The newest key encrypts; all of them decrypt.
public final class KeyRing {

  public static final int KEY_BYTES = 32;

  private final SortedMap<Integer, byte[]> keys;
  private final Aead aead;

  private KeyRing(SortedMap<Integer, byte[]> keys, Aead aead) {
    this.keys = keys;
    this.aead = aead;
  }

  /// @param keys 32 random bytes by version; at least one
  public static KeyRing of(SortedMap<Integer, byte[]> keys) {
    try {
      AeadConfig.register();
      var handle = KeysetHandle.newBuilder();
      for (var key : keys.entrySet()) {
        var entry =
            KeysetHandle.importKey(key(key.getKey(), key.getValue())).withFixedId(key.getKey());
        handle.addEntry(key.getKey().equals(keys.lastKey()) ? entry.makePrimary() : entry);
      }
      return new KeyRing(
          new TreeMap<>(keys),
          handle.build().getPrimitive(RegistryConfiguration.get(), Aead.class));
    } catch (GeneralSecurityException unusable) {
      throw new IllegalArgumentException("These are no codec keys: " + keys.keySet(), unusable);
    }
  }

  @AccessesPartialKey
  private static AesGcmKey key(int id, byte[] bytes) throws GeneralSecurityException {
    return AesGcmKey.builder()
        .setParameters(
            AesGcmParameters.builder()
                .setKeySizeBytes(KEY_BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build())
        .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
        .setIdRequirement(id)
        .build();
  }

  int primary() {
    return keys.lastKey();
  }

  boolean holds(int keyId) {
    return keys.containsKey(keyId);
  }

  /// The same key id in prefix and associated data: neither can be changed alone.
  byte[] encrypt(byte[] plain) {
    try {
      return aead.encrypt(plain, context(primary()));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("AES-GCM is not available", broken);
    }
  }

  byte[] decrypt(byte[] encrypted, int keyId) throws GeneralSecurityException {
    return aead.decrypt(encrypted, context(keyId));
  }

  private static byte[] context(int keyId) {
    return ("klaro-history/" + keyId).getBytes(StandardCharsets.UTF_8);
  }
}
