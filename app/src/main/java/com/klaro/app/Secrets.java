package com.klaro.app;

import com.klaro.activities.mail.MailSettings;
import com.klaro.api.tokens.AccessTokenKeys;
import com.klaro.api.tokens.nextauth.NextAuthSettings;
import com.klaro.app.config.ConfigFile;
import com.klaro.store.audit.AuditKeys;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.RefreshTokenKeys;
import com.klaro.store.identity.password.PasswordPepper;
import com.klaro.store.secrets.KnownSecrets;
import com.klaro.store.secrets.NamedSecret;
import com.klaro.store.secrets.SecretReference;
import com.klaro.store.secrets.SecretStore;
import com.klaro.store.temporal.StoredCodecKeys;
import java.util.ArrayList;
import java.util.List;

/// What there is in the secret store, and what of it a configuration may refer to.
public final class Secrets {

  private Secrets() {}

  /// Each is told by its user; a feature that gets one of its own adds it here.
  public static KnownSecrets known(ConfigFile config) {
    List<NamedSecret> all = new ArrayList<>();
    all.add(AccessTokenKeys.SECRET);
    all.add(RefreshTokenKeys.secret(config.section("identity", IdentitySettings.class).sessions()));
    all.add(AddressIndex.SECRET);
    all.add(PasswordPepper.SECRET);
    all.add(AuditKeys.MAC);
    all.add(AuditKeys.SIGNING);
    all.add(StoredCodecKeys.SECRET);
    all.add(MailSettings.SECRET);
    all.add(NextAuthSettings.SECRET);
    return new KnownSecrets(all);
  }

  /// That each reference has something behind it, or nothing is started: whoever uses it would find
  /// out with the first mail.
  ///
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
