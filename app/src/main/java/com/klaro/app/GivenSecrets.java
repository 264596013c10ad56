package com.klaro.app;

import com.klaro.app.config.ConfigFile;
import com.klaro.store.secrets.SecretReference;
import com.klaro.store.secrets.SecretStore;

/// Each reference of the configuration has something behind it, or nothing is started: whoever uses
/// it would find out with the first mail or payment.
public final class GivenSecrets {

  private GivenSecrets() {}

  /// @throws CommandFailed naming key and reference
  public static ConfigFile checked(ConfigFile config, SecretStore secrets) {
    config.references().forEach((key, reference) -> check(key, reference, secrets));
    return config;
  }

  private static void check(String key, SecretReference reference, SecretStore secrets) {
    if (secrets.newest(reference.name()).isEmpty()) {
      throw CommandFailed.wrongUse(
          key
              + ": "
              + reference
              + " is not in the secret store; add it with ./klaro secrets set "
              + reference.name()
              + " while its database runs (with ./klaro dev: start it without this setting, set"
              + " the secret, then put the setting back)");
    }
  }
}
