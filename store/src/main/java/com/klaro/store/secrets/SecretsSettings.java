package com.klaro.store.secrets;

/// Section `secrets`.
///
/// @param masterKey `file:PATH`, relative to `$KLARO_HOME`; see `MasterKeyFile`
public record SecretsSettings(String masterKey) {

  public SecretsSettings {
    if (masterKey == null || !masterKey.startsWith("file:")) {
      throw new IllegalArgumentException("secrets.masterKey must be file:PATH");
    }
  }
}
