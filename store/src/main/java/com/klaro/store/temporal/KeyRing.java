package com.klaro.store.temporal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.internal.InsecureNonceAesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.SortedMap;
import java.util.TreeMap;

/// The keys of the codec, as one Tink keyset. A key's id is its version as a secret, so that a
/// ciphertext names the secret that opens it. The newest key encrypts; all of them decrypt.
public final class KeyRing {

  public static final int KEY_BYTES = 32;

  private final SortedMap<Integer, byte[]> keys;
  private final SecureRandom nonces;
  private final byte[] prefix;
  private final InsecureNonceAesGcmJce newest;
  private final Aead aead;

  private KeyRing(SortedMap<Integer, byte[]> keys, SecureRandom nonces, Aead aead)
      throws GeneralSecurityException {
    this.keys = keys;
    this.nonces = nonces;
    var last = keys.lastEntry();
    this.prefix = key(last.getKey(), last.getValue()).getOutputPrefix().toByteArray();
    this.newest = new InsecureNonceAesGcmJce(last.getValue());
    this.aead = aead;
  }

  /// @param keys 32 random bytes by version; at least one
  /// @param nonces one for all threads. Tink's own is made anew for each thread, which looks for a
  ///   provider in every jar; a workflow or an activity is a thread that encrypts once or twice
  public static KeyRing of(SortedMap<Integer, byte[]> keys, SecureRandom nonces) {
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
          nonces,
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
      byte[] nonce = new byte[InsecureNonceAesGcmJce.IV_SIZE_IN_BYTES];
      nonces.nextBytes(nonce);
      int start = prefix.length + nonce.length;
      byte[] encrypted = newest.encrypt(nonce, plain, start, context(primary()));
      System.arraycopy(prefix, 0, encrypted, 0, prefix.length);
      System.arraycopy(nonce, 0, encrypted, prefix.length, nonce.length);
      return encrypted;
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
