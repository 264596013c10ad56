package com.klaro.store.identity;

import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.workflows.tenancy.AccountId;

/// The personal column of `account_deletions`: how it is encrypted and read.
final class AccountDeletionFields {

  private static final String EMAIL = "account_deletions.email";

  private AccountDeletionFields() {}

  static String owner(AccountId id) {
    return "account-deletion/" + id;
  }

  static byte[] email(DataKey key, String address) {
    return key.encrypt(address, EMAIL);
  }

  static String email(MasterKey master, AccountDeletionSql.Row row) {
    return DataKey.open(master, row.dataKey(), owner(row.accountId()))
        .decrypt(row.emailEncrypted(), EMAIL);
  }
}
