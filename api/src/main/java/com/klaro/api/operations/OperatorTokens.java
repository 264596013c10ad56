package com.klaro.api.operations;

import com.klaro.api.sessions.AccessTokenKeys;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Tokens of the role `operator`, made on the host by `klaro staff token`. They let their holder
/// decode histories and do nothing else: their type and audience differ from those of access
/// tokens, so neither is taken for the other.
public final class OperatorTokens {

  public static final Duration LONGEST = Duration.ofHours(8);

  private static final JOSEObjectType TYPE = new JOSEObjectType("operator+jwt");
  private static final String AUDIENCE = "klaro-operations";

  private final AccessTokenKeys keys;
  private final Clock clock;

  /// @param keys as of access tokens
  public OperatorTokens(AccessTokenKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
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
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(life)))
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

  /// The token's id when it holds, for the audit row.
  public Optional<String> verify(String token) {
    try {
      SignedJWT parsed = SignedJWT.parse(token);
      JWTClaimsSet claims = parsed.getJWTClaimsSet();
      Date expires = claims.getExpirationTime();
      boolean holds =
          signedByUs(parsed)
              && claims.getAudience().equals(List.of(AUDIENCE))
              && expires != null
              && clock.instant().isBefore(expires.toInstant());
      return holds ? Optional.ofNullable(claims.getJWTID()) : Optional.empty();
    } catch (ParseException | JOSEException malformed) {
      return Optional.empty();
    }
  }

  private boolean signedByUs(SignedJWT token) throws JOSEException {
    JWSHeader header = token.getHeader();
    if (!JWSAlgorithm.ES256.equals(header.getAlgorithm()) || !TYPE.equals(header.getType())) {
      return false;
    }
    ECKey key = header.getKeyID() == null ? null : keys.verifying(header.getKeyID()).orElse(null);
    return key != null && token.verify(new ECDSAVerifier(key.toECPublicKey()));
  }
}
