package com.klaro.api.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;

/// What is asked of a signing key that somebody brings, before it is kept: with a wrong one nobody
/// would get in any more.
final class NewSigningKey {

  private NewSigningKey() {}

  /// Its name says which key it is, so it can be neither another one's nor as long as somebody
  /// likes; and what its private half signs, its public half accepts.
  static boolean isSound(ECKey key) {
    try {
      return key.computeThumbprint().toString().equals(key.getKeyID()) && signs(key);
    } catch (JOSEException | IllegalArgumentException | IllegalStateException unusable) {
      return false;
    }
  }

  private static boolean signs(ECKey key) throws JOSEException {
    var trial = new JWSObject(new JWSHeader(JWSAlgorithm.ES256), new Payload("trial"));
    trial.sign(new ECDSASigner(key));
    return trial.verify(new ECDSAVerifier(key.toECPublicKey()));
  }
}
