package com.klaro.store.members;

import com.klaro.store.identity.EmailAddress;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.tenancy.Role;

/// The encrypted column of `invitations`, under the workspace's data key.
final class InvitationFields {

  private static final String EMAIL = "invitations.email";

  private InvitationFields() {}

  static byte[] email(DataKey key, EmailAddress address) {
    return key.encrypt(address.text(), EMAIL);
  }

  static Invitation open(DataKey key, InvitationSql.Row row) {
    return new Invitation(
        row.id(),
        key.decrypt(row.emailEncrypted(), EMAIL),
        Role.of(row.role()),
        row.invitedBy(),
        row.createdAt(),
        row.expiresAt());
  }
}
