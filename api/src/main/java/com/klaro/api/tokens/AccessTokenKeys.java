package com.klaro.api.tokens;

import com.klaro.store.secrets.LiveVersions;
import com.klaro.store.secrets.NamedSecret;
import com.klaro.store.secrets.SecretRotation;
import com.klaro.store.secrets.SecretShape;
import com.klaro.store.secrets.SecretStore;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The signing keys of access tokens, as versions of one secret: all live ones verify and are
/// published, the newest that has settled signs. By then whoever keeps the published keys for five
/// minutes knows it too.
public final class AccessTokenKeys {

  /// How long others may keep the published keys.
  static final Duration PUBLISHED_FOR = Duration.ofMinutes(5);

  /// How long a token lives at most, of whatever type, that one of these keys signs.
  public static final Duration LONGEST_TOKEN = Duration.ofHours(8);

  /// The least that an old key stays after a rotation: until the new one signs everywhere, and then
  /// for the life of the last token that the old one signed, and a little more than the published
  /// keys are kept.
  static final Duration OVERLAP =
      LiveVersions.SETTLING
          .plus(LiveVersions.REFRESH)
          .plus(LONGEST_TOKEN)
          .plus(PUBLISHED_FOR)
          .plus(Duration.ofMinutes(4));

  public static final NamedSecret SECRET =
      new NamedSecret(
          "access-tokens",
          "signs access tokens",
          new SecretShape(
              "a P-256 key pair as a JWK, with its RFC 7638 thumbprint as kid",
              value -> parsed(value).filter(NewSigningKey::isSound).isPresent(),
              (one, other) -> keyId(one).equals(keyId(other))),
          new NamedSecret.Origin.Made(AccessTokenKeys::fresh),
          new SecretRotation.Overlapping(OVERLAP));

  private final LiveVersions<ECKey> versions;

  private AccessTokenKeys(LiveVersions<ECKey> versions) {
    this.versions = versions;
  }

  /// Those in the store; one is made when there is none.
  ///
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public static AccessTokenKeys from(SecretStore secrets, SecureRandom random) {
    return new AccessTokenKeys(
        LiveVersions.of(
            SECRET,
            secrets,
            random,
            version ->
                parsed(version.value())
                    .orElseThrow(() ->
                        new IllegalStateException(
                            "The secret " + version + " is no P-256 key pair"))));
  }

  /// These and no others, settled long ago.
  ///
  /// @param keys newest first
  public static AccessTokenKeys of(List<ECKey> keys) {
    if (!keys.stream().allMatch(AccessTokenKeys::isUsable)) {
      throw new IllegalArgumentException(
          "Access tokens are signed with P-256 key pairs that have a key id");
    }
    return new AccessTokenKeys(LiveVersions.fixed(keys));
  }

  /// Reads the store again: for upkeep, outside any transaction.
  public void refresh() {
    versions.refresh();
  }

  public ECKey signing(Instant now) {
    return versions.current(now);
  }

  public Optional<ECKey> verifying(String keyId) {
    return versions.all().stream().filter(it -> keyId.equals(it.getKeyID())).findAny();
  }

  /// The public halves, for `/.well-known/jwks.json`.
  String publishedJson() {
    return new JWKSet(List.copyOf(versions.all())).toPublicJWKSet().toString();
  }

  /// A new P-256 key pair as a JWK, which is what the secret holds.
  public static byte[] fresh(SecureRandom random) {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .keyIDFromThumbprint(true)
          .secureRandom(random)
          .generate()
          .toJSONString()
          .getBytes(StandardCharsets.UTF_8);
    } catch (JOSEException broken) {
      throw new IllegalStateException("P-256 is not available", broken);
    }
  }

  /// Empty without a reason, for a parser's may quote the key. It trips over the word `null`.
  private static Optional<ECKey> parsed(byte[] value) {
    try {
      return Optional.of(ECKey.parse(new String(value, StandardCharsets.UTF_8)))
          .filter(AccessTokenKeys::isUsable);
    } catch (ParseException | RuntimeException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<String> keyId(byte[] value) {
    return parsed(value).map(ECKey::getKeyID);
  }

  private static boolean isUsable(ECKey key) {
    return Curve.P_256.equals(key.getCurve()) && key.getKeyID() != null && key.isPrivate();
  }
}
