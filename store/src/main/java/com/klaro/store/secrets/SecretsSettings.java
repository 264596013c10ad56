package com.klaro.store.secrets;

import java.nio.file.Path;

/// Section `secrets`.
///
/// @param masterKey `file:PATH`; the file holds 32 bytes in base64 and is readable by its owner only
public record SecretsSettings(String masterKey) {

  public SecretsSettings {
    if (!masterKey.startsWith("file:") || masterKey.length() == "file:".length()) {
      throw new IllegalArgumentException("secrets.masterKey must be file:PATH");
    }
  }

  public Path masterKeyFile() {
    return Path.of(masterKey.substring("file:".length()));
  }
}
