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
import org.jspecify.annotations.Nullable;

/// JWTs of one type, signed with ES256. What their claims must say is the business of whoever reads
/// them; that we wrote them, exactly so, is decided here.
public final class SignedTokens {

  private static final Set<String> HEADERS = Set.of("alg", "typ", "kid");

  private final AccessTokenKeys keys;
  private final JOSEObjectType type;
  private volatile @Nullable Signer newest;

  /// @param type in the header, so that a token for one purpose is never taken for another (RFC
  ///   8725 §3.11)
  public SignedTokens(AccessTokenKeys keys, String type) {
    this.keys = keys;
    this.type = new JOSEObjectType(type);
  }

  public String sign(JWTClaimsSet claims, Instant now) {
    Signer signer = signer(keys.signing(now));
    var token = new SignedJWT(signer.header(), claims);
    try {
      token.sign(signer.signer());
    } catch (JOSEException broken) {
      throw new IllegalStateException("The signing key cannot sign", broken);
    }
    return new String(token.getSigningInput(), StandardCharsets.US_ASCII)
        + "."
        + LowS.smaller(token.getSignature());
  }

  private Signer signer(ECKey key) {
    Signer kept = newest;
    if (kept == null || !kept.key().equals(key)) {
      kept = Signer.of(key, type);
      newest = kept;
    }
    return kept;
  }

  /// What signing needs of a key: taking a JWK apart costs as much as a signature.
  private record Signer(ECKey key, JWSHeader header, ECDSASigner signer) {
    static Signer of(ECKey key, JOSEObjectType type) {
      var header =
          new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).keyID(key.getKeyID()).build();
      try {
        return new Signer(key, header, new ECDSASigner(key));
      } catch (JOSEException broken) {
        throw new IllegalStateException("The signing key cannot sign", broken);
      }
    }
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
