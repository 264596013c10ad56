package com.klaro.api.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// JWTs of one type, signed with ES256. What their claims must say is the business of whoever reads
/// them; that we wrote them, exactly so, is decided here.
public final class SignedTokens {

  private static final Set<String> HEADERS = Set.of("alg", "typ", "kid");

  private final AccessTokenKeys keys;
  private final JOSEObjectType type;

  /// @param type in the header, so that a token for one purpose is never taken for another (RFC
  ///   8725 §3.11)
  public SignedTokens(AccessTokenKeys keys, String type) {
    this.keys = keys;
    this.type = new JOSEObjectType(type);
  }

  public String sign(JWTClaimsSet claims, Instant now) {
    ECKey key = keys.signing(now);
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).keyID(key.getKeyID()).build();
    var token = new SignedJWT(header, claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException broken) {
      throw new IllegalStateException("The signing key cannot sign", broken);
    }
    return new String(token.getSigningInput(), StandardCharsets.US_ASCII)
        + "."
        + LowS.smaller(token.getSignature());
  }

  /// What a token of ours says, and which key signed it.
  public record Signed(String keyId, JWTClaimsSet claims) {}

  /// Empty for whatever we did not write. A header beyond the three we write is refused: `jku`,
  /// `jwk` and `x5u` would let the sender choose the key, `crit` would ask for what we do not know.
  public Optional<Signed> read(String token) {
    try {
      SignedJWT parsed = SignedJWT.parse(token);
      return TokenText.isAsWritten(token)
              && LowS.isSmaller(parsed.getSignature())
              && signedByUs(parsed)
          ? Optional.of(new Signed(parsed.getHeader().getKeyID(), parsed.getJWTClaimsSet()))
          : Optional.empty();
    } catch (ParseException | JOSEException | RuntimeException malformed) {
      // The library also trips over what it did not expect, such as a header that is `null`.
      return Optional.empty();
    }
  }

  private boolean signedByUs(SignedJWT token) throws JOSEException {
    JWSHeader header = token.getHeader();
    ECKey key = header.getKeyID() == null ? null : keys.verifying(header.getKeyID()).orElse(null);
    return key != null
        && JWSAlgorithm.ES256.equals(header.getAlgorithm())
        && type.equals(header.getType())
        && HEADERS.containsAll(header.getIncludedParams())
        && token.verify(new ECDSAVerifier(key.toECPublicKey()));
  }
}
