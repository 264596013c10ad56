package com.klaro.api.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.MutableClock;
import com.klaro.store.database.Ids;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.SessionId;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final AccountId account = new AccountId(UUID.randomUUID());
  private final SessionId session = new SessionId(UUID.randomUUID());
  private ECKey key = key("unset");
  private AccessTokens tokens = tokens(List.of(key));

  private static ECKey key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (com.nimbusds.jose.JOSEException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private AccessTokens tokens(List<ECKey> keys) {
    return new AccessTokens(
        AccessTokenKeys.of(keys),
        clock,
        Ids.timeOrdered(),
        new TokenSettings("https://klaro.test", "klaro-api"));
  }

  @BeforeEach
  void prepare() {
    key = key("one");
    tokens = tokens(List.of(key));
  }

  private String forge(Consumer<JWSHeader.Builder> header, Consumer<JWTClaimsSet.Builder> claims)
      throws Exception {
    Instant now = clock.instant();
    var set =
        new JWTClaimsSet.Builder()
            .issuer("https://klaro.test")
            .audience("klaro-api")
            .subject(account.toString())
            .claim("sid", session.toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(60)));
    claims.accept(set);
    var head =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType("at+jwt")).keyID("one");
    header.accept(head);
    var token = new SignedJWT(head.build(), set.build());
    token.sign(new ECDSASigner(key));
    return written(token, LowS.smaller(token.getSignature()));
  }

  private static String written(SignedJWT token, Base64URL signature) {
    return new String(token.getSigningInput(), StandardCharsets.US_ASCII) + "." + signature;
  }

  /// The other s that holds for the same text: n − s.
  @Test
  void theTwinOfASignatureIsRefused() throws Exception {
    for (int i = 0; i < 20; i++) {
      SignedJWT token = SignedJWT.parse(forge(_ -> {}, _ -> {}));
      byte[] both = token.getSignature().decode();
      BigInteger s = new BigInteger(1, both, 32, 32);
      byte[] twin = Curve.P_256.toECParameterSpec().getOrder().subtract(s).toByteArray();
      System.arraycopy(twin, Math.max(0, twin.length - 32), both, 32, 32);
      SignedJWT twinned = SignedJWT.parse(written(token, Base64URL.encode(both)));
      assertThat(twinned.verify(new ECDSAVerifier(key.toECPublicKey())))
          .as("to the algorithm it is as good")
          .isTrue();
      assertThat(tokens.verify(twinned.serialize())).isEmpty();
      assertThat(tokens.verify(token.serialize())).isPresent();
      assertThat(tokens.verify(tokens.issue(account, session))).isPresent();
    }
  }

  @Test
  void aTokenSaysWhoForTenMinutes() {
    String token = tokens.issue(account, session);
    for (int use = 0; use < 2; use++) {
      assertThat(tokens.verify(token))
          .hasValueSatisfying(it -> {
            assertThat(it.accountId()).isEqualTo(account);
            assertThat(it.sessionId()).isEqualTo(session);
          });
    }
    clock.advance(Duration.ofMinutes(10));
    assertThat(tokens.verify(token)).isEmpty();
  }

  @Test
  void anOlderKeyStillVerifiesUntilItIsTakenAway() {
    String token = tokens.issue(account, session);
    assertThat(tokens(List.of(key("two"), key)).verify(token)).isPresent();
    assertThat(tokens(List.of(key("two"))).verify(token)).isEmpty();
    assertThat(tokens(List.of(key("one"))).verify(token)).isEmpty();
  }

  @Test
  void whateverDiffersFromOurTokensIsRefused() throws Exception {
    assertThat(tokens.verify(forge(_ -> {}, _ -> {}))).isPresent();
    assertThat(tokens.verify(forge(_ -> {}, it -> it.issuer("https://other")))).isEmpty();
    assertThat(tokens.verify(forge(_ -> {}, it -> it.audience("other")))).isEmpty();
    assertThat(tokens.verify(forge(_ -> {}, it -> it.audience(List.of("klaro-api", "other")))))
        .isEmpty();
    assertThat(tokens.verify(forge(_ -> {}, it -> it.expirationTime(null)))).isEmpty();
    assertThat(tokens.verify(forge(_ -> {}, it -> it.issueTime(null)))).isEmpty();
    assertThat(tokens.verify(forge(_ -> {}, it -> it.subject(null)))).isEmpty();
    assertThat(tokens.verify(forge(_ -> {}, it -> it.claim("sid", 5)))).isEmpty();
    assertThat(tokens.verify(forge(it -> it.type(JOSEObjectType.JWT), _ -> {}))).isEmpty();
    assertThat(tokens.verify(forge(it -> it.keyID("two"), _ -> {}))).isEmpty();
    assertThat(tokens.verify(forge(it -> it.keyID(null), _ -> {}))).isEmpty();
    assertThat(tokens.verify(forge(it -> it.jwkURL(URI.create("https://other/keys")), _ -> {})))
        .isEmpty();
    assertThat(tokens.verify(forge(it -> it.jwk(key.toPublicJWK()), _ -> {}))).isEmpty();
    assertThat(
            tokens.verify(forge(it -> it.x509CertURL(URI.create("https://other/cert")), _ -> {})))
        .isEmpty();
  }

  /// The library fails on some of these in ways of its own.
  @Test
  void whatIsNoTokenIsRefusedWhateverIsWrongWithIt() {
    for (String header : List.of("null", " null ", "null{}", "[]", "1", "\"\"", "{", "")) {
      String part = Base64URL.encode(header).toString();
      assertThat(tokens.verify(part + "." + part + ".AAAA")).as(header).isEmpty();
    }
  }

  @Test
  void otherAlgorithmsAreRefused() throws Exception {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID("one")
            .build();
    var token =
        new SignedJWT(header, SignedJWT.parse(tokens.issue(account, session)).getJWTClaimsSet());
    token.sign(new MACSigner(key.toPublicJWK().toJSONString()));
    assertThat(tokens.verify(token.serialize())).isEmpty();
    String[] parts = tokens.issue(account, session).split("\\.");
    String none =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(tokens.verify(none + "." + parts[1] + ".")).isEmpty();
    assertThat(tokens.verify(parts[0] + "." + parts[1] + "." + parts[2].substring(1))).isEmpty();
    assertThat(tokens.verify("")).isEmpty();
  }

  @Test
  void theKeySetHoldsNoPrivatePart() {
    assertThat(tokens.jwksJson()).contains("\"kid\":\"one\"").doesNotContain("\"d\"");
  }
}
