package com.klaro.api.sessions;

import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.SessionId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Access tokens: JWTs in the profile of RFC 9068, signed with ES256, good for ten minutes. They
/// prove who calls without a database; whether the session still lives is asked where something is
/// read or changed.
public final class AccessTokens {

  public static final Duration LIFE = Duration.ofMinutes(10);

  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
  private static final Set<String> HEADERS = Set.of("alg", "typ", "kid");

  private final AccessTokenKeys keys;
  private final KnownTokens known = new KnownTokens();
  private final Clock clock;
  private final String issuer;
  private final String audience;

  public AccessTokens(AccessTokenKeys keys, Clock clock, String issuer, String audience) {
    this.keys = keys;
    this.clock = clock;
    this.issuer = issuer;
    this.audience = audience;
  }

  /// What a token that holds says.
  public record Verified(
      AccountId accountId, SessionId sessionId, Instant issuedAt, Instant expiresAt) {}

  public String issue(AccountId accountId, SessionId sessionId) {
    Instant now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(audience)
            .subject(accountId.toString())
            .claim("sid", sessionId.toString())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .build();
    ECKey key = keys.signing(now);
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(key.getKeyID()).build();
    var token = new SignedJWT(header, claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException broken) {
      throw new IllegalStateException("The signing key cannot sign", broken);
    }
    return token.serialize();
  }

  /// Empty unless everything holds. A header beyond the three we write is refused: `jku`, `jwk` and
  /// `x5u` would let the sender choose the key, `crit` would ask for what we do not know.
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
    try {
      SignedJWT parsed = SignedJWT.parse(token);
      return isAsWritten(token) && signedByUs(parsed)
          ? claims(parsed.getJWTClaimsSet())
              .map(good -> new KnownTokens.Known(parsed.getHeader().getKeyID(), good))
          : Optional.empty();
    } catch (ParseException | JOSEException malformed) {
      return Optional.empty();
    }
  }

  /// The library skips what is no base64 and bits that mean nothing, so that one token would have
  /// many spellings; whoever keeps a list of tokens must be able to compare them.
  private static boolean isAsWritten(String token) {
    return Stream.of(token.split("\\.", -1))
        .allMatch(part -> Base64URL.encode(new Base64URL(part).decode()).toString().equals(part));
  }

  private boolean signedByUs(SignedJWT token) throws JOSEException {
    JWSHeader header = token.getHeader();
    ECKey key = header.getKeyID() == null ? null : keys.verifying(header.getKeyID()).orElse(null);
    return key != null
        && JWSAlgorithm.ES256.equals(header.getAlgorithm())
        && TYPE.equals(header.getType())
        && HEADERS.containsAll(header.getIncludedParams())
        && token.verify(new ECDSAVerifier(key.toECPublicKey()));
  }

  private Optional<Verified> claims(JWTClaimsSet claims) {
    Date issued = claims.getIssueTime();
    Date expires = claims.getExpirationTime();
    Date begins = claims.getNotBeforeTime();
    if (!issuer.equals(claims.getIssuer())
        || !claims.getAudience().equals(List.of(audience))
        || issued == null
        || expires == null
        || (begins != null && clock.instant().isBefore(begins.toInstant()))
        || !clock.instant().isBefore(expires.toInstant())) {
      return Optional.empty();
    }
    return id(claims.getSubject())
        .flatMap(account ->
            id(claims.getClaim("sid"))
                .map(session ->
                    new Verified(
                        new AccountId(account),
                        new SessionId(session),
                        issued.toInstant(),
                        expires.toInstant())));
  }

  private static Optional<UUID> id(@Nullable Object claim) {
    try {
      return claim instanceof String text ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    }
  }

  /// The public keys, for `/.well-known/jwks.json`.
  public String jwksJson() {
    return keys.publishedJson();
  }
}
