package com.klaro.app.bench;

import com.klaro.store.identity.password.HashingSettings;
import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import java.nio.charset.StandardCharsets;

/// The Argon2 library without anything of ours around it.
final class BareHash {

  private static final String PASSWORD = "a long walk by the river";

  private final Argon2 argon2 = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id, 16, 32);
  private final String phc;

  BareHash(HashingSettings settings) {
    phc = argon2.hash(settings.iterations(), settings.memory(), settings.parallelism(), bytes());
  }

  String password() {
    return PASSWORD;
  }

  String phc() {
    return phc;
  }

  void verify() {
    verify(phc);
  }

  void verify(String stored) {
    if (!argon2.verify(stored, bytes())) {
      throw new IllegalStateException("A hash did not match its password");
    }
  }

  private static byte[] bytes() {
    return PASSWORD.getBytes(StandardCharsets.UTF_8);
  }
}
