package com.klaro.api.tokens;

import com.klaro.store.database.Ids;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.SessionId;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/// Access tokens: JWTs as RFC 9068 has them, but without `client_id`, for there are no clients;
/// signed with ES256, good for ten minutes. They prove who calls without a database; whether the
/// session still lives is asked where something is read or changed.
public final class AccessTokens {

  public static final Duration LIFE = Duration.ofMinutes(10);

  private static final String TYPE = "at+jwt";

  private final AccessTokenKeys keys;
  private final SignedTokens signed;
  private final KnownTokens known = new KnownTokens();
  private final Clock clock;
  private final Ids ids;
  private final TokenSettings settings;

  public AccessTokens(AccessTokenKeys keys, Clock clock, Ids ids, TokenSettings settings) {
    this.keys = keys;
    this.signed = new SignedTokens(keys, TYPE);
    this.clock = clock;
    this.ids = ids;
    this.settings = settings;
  }

  /// What a token that holds says.
  public record Verified(AccountId accountId, SessionId sessionId, Instant expiresAt) {}

  public String issue(AccountId accountId, SessionId sessionId) {
    Instant now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(settings.issuer())
            .audience(settings.audience())
            .subject(accountId.toString())
            .claim("sid", sessionId.toString())
            .jwtID(ids.next().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .build();
    return signed.sign(claims, now);
  }

  /// Empty unless everything holds.
  public Optional<Verified> verify(String token) {
    Optional<KnownTokens.Known> seen = known.find(token);
    if (seen.isEmpty()) {
      seen = examined(token);
      seen.ifPresent(good -> known.keep(token, good));
    }
    // Time passes and keys are retired, so these two are asked of a known one too.
    return seen.filter(good -> keys.verifying(good.keyId()).isPresent())
        .map(KnownTokens.Known::verified)
        .filter(good -> clock.instant().isBefore(good.expiresAt()));
  }

  private Optional<KnownTokens.Known> examined(String token) {
    return signed
        .read(token)
        .flatMap(
            ours -> claims(ours.claims()).map(good -> new KnownTokens.Known(ours.keyId(), good)));
  }

  private Optional<Verified> claims(JWTClaimsSet claims) {
    Date issued = claims.getIssueTime();
    Date expires = claims.getExpirationTime();
    Date begins = claims.getNotBeforeTime();
    if (!settings.issuer().equals(claims.getIssuer())
        || !claims.getAudience().equals(List.of(settings.audience()))
        || issued == null
        || expires == null
        || (begins != null && clock.instant().isBefore(begins.toInstant()))
        || !clock.instant().isBefore(expires.toInstant())) {
      return Optional.empty();
    }
    return ClaimedMember.of(claims)
        .map(member -> new Verified(member.accountId(), member.sessionId(), expires.toInstant()));
  }

  /// The public keys, for `/.well-known/jwks.json`.
  public String jwksJson() {
    return keys.publishedJson();
  }
}
