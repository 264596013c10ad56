package com.klaro.api.sessions;

import com.klaro.store.secrets.SecretStore;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The signing keys of access tokens, as versions of one secret: all live ones verify and are
/// published, the newest that has settled signs.
///
/// A new key waits before it signs, so that every process, which looks each minute, and whoever
/// keeps the published keys for five, knows it before meeting a token signed with it.
public final class AccessTokenKeys {

  public static final String SECRET = "access-tokens";

  /// How often a process looks for what another one rotated or retired.
  public static final Duration REFRESH = Duration.ofMinutes(1);

  /// How long others may keep the published keys.
  static final Duration PUBLISHED_FOR = Duration.ofMinutes(5);

  static final Duration SETTLING = Duration.ofMinutes(10);

  /// The least that an old key stays after a rotation: until the new one signs everywhere, and then
  /// for the life of the last token that the old one signed, and a little.
  public static final Duration OVERLAP =
      SETTLING.plus(REFRESH).plus(AccessTokens.LIFE).plus(Duration.ofMinutes(9));

  private final Supplier<List<Version>> source;
  private volatile List<Version> versions;

  private AccessTokenKeys(Supplier<List<Version>> source) {
    this.source = source;
    this.versions = source.get();
  }

  private record Version(ECKey key, Instant createdAt) {}

  /// Those in the store; one is made when there is none.
  ///
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public static AccessTokenKeys from(SecretStore secrets) {
    SecretStore.Version _ = secrets.ensure(SECRET, AccessTokenKeys::fresh);
    return new AccessTokenKeys(() ->
        secrets.live(SECRET).stream().map(it -> new Version(parsed(it), it.createdAt())).toList());
  }

  /// These and no others, settled long ago.
  ///
  /// @param keys newest first
  public static AccessTokenKeys of(List<ECKey> keys) {
    List<Version> fixed = keys.stream().map(it -> new Version(checked(it), Instant.EPOCH)).toList();
    return new AccessTokenKeys(() -> fixed);
  }

  /// Reads the store again: for upkeep, outside any transaction.
  public void refresh() {
    List<Version> found = source.get();
    // Somebody retired all of them; what is known now is better than nobody signing in.
    if (!found.isEmpty()) {
      versions = found;
    }
  }

  /// The key to sign with. While none has settled, which is at the very beginning or when the old
  /// ones were taken away, the oldest.
  public ECKey signing(Instant now) {
    List<Version> newestFirst = versions;
    return newestFirst.stream()
        .filter(it -> !it.createdAt().plus(SETTLING).isAfter(now))
        .findFirst()
        .orElse(newestFirst.getLast())
        .key();
  }

  public Optional<ECKey> verifying(String keyId) {
    return versions.stream().map(Version::key).filter(it -> keyId.equals(it.getKeyID())).findAny();
  }

  /// The public halves, for `/.well-known/jwks.json`.
  String publishedJson() {
    return new JWKSet(List.copyOf(versions.stream().map(Version::key).toList()))
        .toPublicJWKSet()
        .toString();
  }

  /// A new P-256 key pair as a JWK, which is what the secret holds.
  public static byte[] fresh() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .keyIDFromThumbprint(true)
          .generate()
          .toJSONString()
          .getBytes(StandardCharsets.UTF_8);
    } catch (JOSEException broken) {
      throw new IllegalStateException("P-256 is not available", broken);
    }
  }

  private static ECKey parsed(SecretStore.Version version) {
    try {
      return checked(ECKey.parse(new String(version.value(), StandardCharsets.UTF_8)));
    } catch (ParseException malformed) {
      // Without its cause, whose message may quote the key.
      throw new IllegalStateException("The secret " + version + " is no P-256 key pair");
    }
  }

  private static ECKey checked(ECKey key) {
    if (!Curve.P_256.equals(key.getCurve()) || key.getKeyID() == null) {
      throw new IllegalArgumentException(
          "Access tokens are signed with P-256 keys that have a key id");
    }
    return key;
  }
}
