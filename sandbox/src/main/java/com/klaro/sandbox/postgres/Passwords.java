package com.klaro.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The superuser's password: the caller's, or one made once and kept beside the data.
final class Passwords {
  private static final int BYTES = 24;

  private Passwords() {}

  static String superuser(PostgresSettings settings, DataDirectory directory) throws IOException {
    if (settings.password() != null) {
      return settings.password();
    }
    if (!Files.exists(directory.passwordFile())) {
      PrivateFiles.write(directory.passwordFile(), generated());
    }
    return Files.readString(directory.passwordFile()).strip();
  }

  private static String generated() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }
}
