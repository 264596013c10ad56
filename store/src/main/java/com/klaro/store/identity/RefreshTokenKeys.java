package com.klaro.store.identity;

import com.klaro.store.secrets.LiveVersions;
import com.klaro.store.secrets.NamedSecret;
import com.klaro.store.secrets.SecretRotation;
import com.klaro.store.secrets.SecretStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The keys of refresh tokens, as versions of one secret: a token of any live one is ours, and the
/// newest that has settled makes the next one.
public final class RefreshTokenKeys {

  /// Clocks differ, and a process that could not ask in one minute asks in the next.
  private static final Duration MARGIN = Duration.ofMinutes(4);

  private final LiveVersions<RefreshToken.Issuer> issuers;

  private RefreshTokenKeys(LiveVersions<RefreshToken.Issuer> issuers) {
    this.issuers = issuers;
  }

  /// @param policy for an old key must stay until nobody may present the last token that it made
  public static NamedSecret secret(SessionPolicy policy) {
    return NamedSecret.key(
        "refresh-tokens",
        "proves that a refresh token is ours",
        new SecretRotation.Overlapping(
            LiveVersions.SETTLING.plus(LiveVersions.REFRESH).plus(MARGIN).plus(policy.idle())));
  }

  /// Those in the store; one is made when there is none.
  ///
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public static RefreshTokenKeys from(
      SecretStore secrets, SessionPolicy policy, SecureRandom random) {
    return new RefreshTokenKeys(
        LiveVersions.of(
            secret(policy), secrets, random, version -> new RefreshToken.Issuer(version.value())));
  }

  /// This one and no other.
  public static RefreshTokenKeys of(byte[] key) {
    return new RefreshTokenKeys(LiveVersions.fixed(List.of(new RefreshToken.Issuer(key))));
  }

  /// Reads the store again: for a schedule, outside any transaction.
  public void refresh() {
    issuers.refresh();
  }

  RefreshToken.Issuer issuing(Instant now) {
    return issuers.current(now);
  }

  /// Empty when no live key issued it. All are asked, so that the time tells nothing of which.
  Optional<RefreshToken> read(String text) {
    List<RefreshToken> ours =
        issuers.all().stream().map(it -> it.read(text)).flatMap(Optional::stream).toList();
    return ours.stream().findFirst();
  }

  /// Whoever made this token's successor, which a row knows by its hash: around a rotation it need
  /// not be the one that issues now.
  Optional<RefreshToken.Issuer> successorMaker(RefreshToken token, byte[] successorHash) {
    return issuers.all().stream()
        .filter(it -> MessageDigest.isEqual(it.successor(token).hash(), successorHash))
        .findFirst();
  }
}
