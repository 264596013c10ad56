package com.klaro.store.secrets;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/// Encrypts the personal fields of one owner (an account, a workspace, a signup). Its wrapped form
/// is stored beside the owner's row: destroying that row's key makes every copy of the fields
/// unreadable, backups included.
public final class DataKey {

  private static final int BYTES = 32;

  private final byte[] key;
  private final String owner;
  private final AesGcmJce cipher;

  private DataKey(byte[] key, String owner) {
    this.key = key;
    this.owner = owner;
    this.cipher = MasterKey.cipher(key);
  }

  /// @param owner kind and id, as in `account/0199…`; part of every field's associated data
  public static DataKey fresh(SecureRandom random, String owner) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return new DataKey(key, owner);
  }

  public static DataKey open(MasterKey master, byte[] wrapped, String owner) {
    return new DataKey(master.unwrap(wrapped, "data-key/" + owner), owner);
  }

  public byte[] wrapped(MasterKey master) {
    return master.wrap(key, "data-key/" + owner);
  }

  /// @param field table and column, so that no ciphertext can be moved to another place
  public byte[] encrypt(String text, String field) {
    return MasterKey.encrypted(cipher, text.getBytes(StandardCharsets.UTF_8), context(field));
  }

  /// @throws MasterKey.WrongKey when the bytes are not this owner's field
  public String decrypt(byte[] encrypted, String field) {
    try {
      return new String(cipher.decrypt(encrypted, context(field)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException refused) {
      throw new MasterKey.WrongKey(owner + "/" + field, refused);
    }
  }

  private byte[] context(String field) {
    return (owner + "/" + field).getBytes(StandardCharsets.UTF_8);
  }
}
