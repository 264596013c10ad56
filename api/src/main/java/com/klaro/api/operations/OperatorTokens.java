package com.klaro.api.operations;

import com.klaro.api.tokens.AccessTokenKeys;
import com.klaro.api.tokens.SignedTokens;
import com.klaro.store.database.Ids;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/// Tokens of the role `operator`, made on the host by `klaro staff token`. They let their holder
/// decode histories and do nothing else: their type and audience differ from those of access
/// tokens, so neither is taken for the other.
public final class OperatorTokens {

  /// A shift; a key that is rotated stays for as long.
  public static final Duration LONGEST = AccessTokenKeys.LONGEST_TOKEN;

  private static final String TYPE = "operator+jwt";
  private static final String AUDIENCE = "klaro-operations";

  private final SignedTokens signed;
  private final Clock clock;
  private final Ids ids;

  /// @param keys as of access tokens
  public OperatorTokens(AccessTokenKeys keys, Clock clock, Ids ids) {
    this.signed = new SignedTokens(keys, TYPE);
    this.clock = clock;
    this.ids = ids;
  }

  /// @throws IllegalArgumentException when it should live longer than a shift
  public String issue(Duration life) {
    if (!life.isPositive() || life.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "an operator token lives 1 minute to " + LONGEST.toHours() + " hours");
    }
    Instant now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .audience(AUDIENCE)
            .jwtID(ids.next().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(life)))
            .build();
    return signed.sign(claims, now);
  }

  /// The token's id when it holds, for the audit row.
  public Optional<String> verify(String token) {
    return signed
        .read(token)
        .map(SignedTokens.Signed::claims)
        .filter(this::hold)
        .map(JWTClaimsSet::getJWTID);
  }

  private boolean hold(JWTClaimsSet claims) {
    Date expires = claims.getExpirationTime();
    return claims.getAudience().equals(List.of(AUDIENCE))
        && expires != null
        && clock.instant().isBefore(expires.toInstant());
  }
}
