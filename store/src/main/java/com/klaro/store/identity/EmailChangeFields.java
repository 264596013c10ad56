package com.klaro.store.identity;

import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.workflows.identity.EmailChangeId;

/// The personal column of `email_changes`: how it is encrypted and read.
final class EmailChangeFields {

  private static final String EMAIL = "email_changes.new_email";

  private EmailChangeFields() {}

  static String owner(EmailChangeId id) {
    return "email-change/" + id;
  }

  static byte[] email(DataKey key, EmailAddress address) {
    return key.encrypt(address.text(), EMAIL);
  }

  static EmailAddress email(MasterKey master, EmailChangeSql.Row row) {
    return new EmailAddress(
        DataKey.open(master, row.dataKey(), owner(row.id()))
            .decrypt(row.newEmailEncrypted(), EMAIL));
  }
}
