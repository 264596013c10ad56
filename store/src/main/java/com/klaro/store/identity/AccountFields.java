package com.klaro.store.identity;

import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.workflows.tenancy.AccountId;

/// The personal columns of `accounts`, the secret of its second factor, the names of its passkeys
/// the former address in its notices and what those are about: how they are encrypted and read, in
/// one place.
public final class AccountFields {

  private static final String EMAIL = "accounts.email";
  private static final String FULL_NAME = "accounts.full_name";
  private static final String TOTP = "second_factors.secret";
  private static final String FORMER = "notices.email";
  private static final String ABOUT = "notices.about";
  private static final String PASSKEY = "passkeys.name";

  private AccountFields() {}

  static String owner(AccountId id) {
    return "account/" + id;
  }

  static DataKey key(MasterKey master, AccountSql.Row row) {
    return key(master, row.id(), row.dataKey());
  }

  private static DataKey key(MasterKey master, AccountId id, byte[] wrapped) {
    return DataKey.open(master, wrapped, owner(id));
  }

  static byte[] email(DataKey key, EmailAddress address) {
    return key.encrypt(address.text(), EMAIL);
  }

  static byte[] fullName(DataKey key, FullName name) {
    return key.encrypt(name.text(), FULL_NAME);
  }

  static byte[] totpSecret(DataKey key, TotpSecret secret) {
    return key.encrypt(secret.text(), TOTP);
  }

  static TotpSecret totpSecret(DataKey key, byte[] encrypted) {
    return new TotpSecret(key.decrypt(encrypted, TOTP));
  }

  /// The address that the account had, for a notice that goes there.
  static byte[] former(DataKey key, String address) {
    return key.encrypt(address, FORMER);
  }

  static String former(MasterKey master, AccountSql.Row row, byte[] encrypted) {
    return key(master, row).decrypt(encrypted, FORMER);
  }

  /// For a notice that whoever changes memberships writes.
  ///
  /// @param dataKey that the definer function `member_profile` returned
  public static byte[] about(MasterKey master, AccountId id, byte[] dataKey, MembershipNews news) {
    return key(master, id, dataKey).encrypt(news.text(), ABOUT);
  }

  static MembershipNews about(MasterKey master, AccountSql.Row row, byte[] encrypted) {
    return MembershipNews.of(key(master, row).decrypt(encrypted, ABOUT));
  }

  static byte[] passkeyName(DataKey key, PasskeyName name) {
    return key.encrypt(name.text(), PASSKEY);
  }

  static String passkeyName(DataKey key, byte[] encrypted) {
    return key.decrypt(encrypted, PASSKEY);
  }

  static Account open(MasterKey master, AccountSql.Row row) {
    return open(master, row.id(), row.dataKey(), row.emailEncrypted(), row.fullNameEncrypted());
  }

  /// Opens what a row, or the definer function `member_profiles`, returned.
  public static Account open(
      MasterKey master,
      AccountId id,
      byte[] dataKey,
      byte[] emailEncrypted,
      byte[] fullNameEncrypted) {
    DataKey key = key(master, id, dataKey);
    return new Account(
        id, key.decrypt(emailEncrypted, EMAIL), key.decrypt(fullNameEncrypted, FULL_NAME));
  }
}
