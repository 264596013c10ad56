package com.klaro.api.sessions;

import com.klaro.store.secrets.SecretStore;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.UUID;

/// The signing keys of access tokens, as versions of one secret: the newest signs, all live ones
/// verify, so a rotation leaves no token behind.
public final class AccessTokenKeys {

  public static final String SECRET = "access-tokens";

  private AccessTokenKeys() {}

  /// Newest first; one is made when there is none.
  public static List<ECKey> load(SecretStore secrets) {
    SecretStore.Version _ = secrets.ensure(SECRET, AccessTokenKeys::fresh);
    return secrets.live(SECRET).stream().map(AccessTokenKeys::parsed).toList();
  }

  /// A new P-256 key pair as a JWK, which is what the secret holds.
  public static byte[] fresh() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .keyID(UUID.randomUUID().toString())
          .generate()
          .toJSONString()
          .getBytes(StandardCharsets.UTF_8);
    } catch (JOSEException broken) {
      throw new IllegalStateException("P-256 is not available", broken);
    }
  }

  private static ECKey parsed(SecretStore.Version version) {
    try {
      return ECKey.parse(new String(version.value(), StandardCharsets.UTF_8));
    } catch (ParseException malformed) {
      // Without its cause, whose message may quote the key.
      throw new IllegalStateException("The secret " + version + " is no P-256 key pair");
    }
  }
}
