package com.klaro.store.identity.password;

/// Passwords of tests, whatever the rules say of them.
public final class Unchecked {

  private Unchecked() {}

  public static CheckedPassword password(String text) {
    return new CheckedPassword(new Password(text, true));
  }
}
