package com.klaro.store.identity.password;

/// More passwords are to be hashed or judged than may wait: 503 with `Retry-After`.
public final class PasswordsOverloaded extends RuntimeException {

  PasswordsOverloaded() {
    super("The queue of passwords is full");
  }
}
