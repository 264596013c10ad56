package com.klaro.app.dev;

import com.klaro.api.tokens.nextauth.NextAuthKeys;
import com.klaro.api.tokens.nextauth.NextAuthSettings;
import com.klaro.app.config.ConfigFile;
import com.klaro.store.Store;
import com.klaro.store.secrets.NamedSecret;
import com.klaro.store.secrets.SecretReference;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/// A front end on the developer's machine and this program need a secret that both know. One is
/// made where the configuration names none, and the run file shows what the API takes.
final class DevFrontEnd {

  private static final NamedSecret OWN =
      new NamedSecret(
          "nextauth/development",
          NextAuthSettings.SECRET.purpose(),
          NextAuthSettings.SECRET.shape(),
          new NamedSecret.Origin.Made(DevFrontEnd::fresh),
          NextAuthSettings.SECRET.rotation());

  private DevFrontEnd() {}

  static ConfigFile in(ConfigFile config) {
    return references(config).isEmpty()
        ? config.with("nextauth.secrets", List.of("secret://" + OWN.name()))
        : config;
  }

  /// Newest first.
  static List<String> secrets(ConfigFile config, Store store) {
    List<SecretReference> references = references(config);
    if (references.contains(new SecretReference(OWN.name()))) {
      byte[] _ = store.key(OWN);
    }
    return NextAuthKeys.texts(references, store.secrets());
  }

  private static List<SecretReference> references(ConfigFile config) {
    return config.section("nextauth", NextAuthSettings.class).secrets();
  }

  private static byte[] fresh(SecureRandom random) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().encodeToString(secret).getBytes(StandardCharsets.US_ASCII);
  }
}
