package com.klaro.store.identity;

import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.workflows.identity.PasswordResetId;

/// The personal column of `password_resets`: how it is encrypted and read.
final class PasswordResetFields {

  private static final String EMAIL = "password_resets.email";

  private PasswordResetFields() {}

  static String owner(PasswordResetId id) {
    return "password-reset/" + id;
  }

  static byte[] email(DataKey key, EmailAddress address) {
    return key.encrypt(address.text(), EMAIL);
  }

  static String email(MasterKey master, PasswordResetSql.Row row) {
    return DataKey.open(master, row.dataKey(), owner(row.id()))
        .decrypt(row.emailEncrypted(), EMAIL);
  }
}
