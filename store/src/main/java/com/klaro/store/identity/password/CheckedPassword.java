package com.klaro.store.identity.password;

/// A new password that [PasswordRules] took. There is no other way to one, and [PasswordHasher]
/// hashes nothing else that anybody could type: a password that nobody judged cannot be stored.
public final class CheckedPassword {

  private final String text;

  CheckedPassword(Password password) {
    this.text = password.text();
  }

  String text() {
    return text;
  }

  @Override
  public String toString() {
    return "CheckedPassword[…]";
  }
}
