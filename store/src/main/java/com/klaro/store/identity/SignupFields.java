package com.klaro.store.identity;

import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.workflows.identity.SignupId;
import java.util.Objects;

/// The personal columns of `signups`: how they are encrypted and read.
record SignupFields(EmailAddress email, String workspaceName) {

  private static final String EMAIL = "signups.email";
  private static final String WORKSPACE_NAME = "signups.workspace_name";

  static String owner(SignupId id) {
    return "signup/" + id;
  }

  static byte[] email(DataKey key, EmailAddress address) {
    return key.encrypt(address.text(), EMAIL);
  }

  static byte[] workspaceName(DataKey key, String name) {
    return key.encrypt(name, WORKSPACE_NAME);
  }

  /// @throws NullPointerException on a closed row, whose fields are gone
  static SignupFields open(MasterKey master, SignupSql.Row row) {
    DataKey key = DataKey.open(master, Objects.requireNonNull(row.dataKey()), owner(row.id()));
    return new SignupFields(
        new EmailAddress(key.decrypt(Objects.requireNonNull(row.emailEncrypted()), EMAIL)),
        key.decrypt(Objects.requireNonNull(row.workspaceNameEncrypted()), WORKSPACE_NAME));
  }

  @Override
  public String toString() {
    return "SignupFields[…]";
  }
}
