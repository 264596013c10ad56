package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.api.operations.OperatorTokens;
import com.klaro.api.sessions.AccessTokenKeys;
import com.klaro.api.sessions.AccessTokens;
import com.klaro.store.identity.People;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Tokens as the API meets them; `AccessTokensTest` has more of what a token may be.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenApiTest {

  private final RunningApi api = RunningApi.start();
  private final AccessTokenKeys keys = AccessTokenKeys.from(api.store().secrets());
  private final ECKey key = keys.signing(api.clock().instant());
  private final People.Person person = api.people().signedIn("token@example.com");

  @AfterAll
  void close() {
    api.close();
  }

  @Test
  void whateverWasTamperedWithIsRefusedAlike() throws Exception {
    String good = api.token(person);
    assertThat(me(good).status()).isEqualTo(200);
    String refused = me("garbage").bytes();
    assertThat(refused)
        .startsWith("401")
        .contains("www-authenticate=Bearer")
        .contains("/problems/unauthenticated");
    String[] parts = good.split("\\.");
    assertThat(me(encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".").bytes())
        .isEqualTo(refused);
    assertThat(me(signedWithPublicKey(good)).bytes()).isEqualTo(refused);
    assertThat(me(signed(key, key.getKeyID(), "JWT", RunningApi.AUDIENCE)).bytes())
        .isEqualTo(refused);
    assertThat(me(signed(key, key.getKeyID(), "at+jwt", "other")).bytes()).isEqualTo(refused);
    assertThat(me(signed(key, UUID.randomUUID().toString(), "at+jwt", RunningApi.AUDIENCE)).bytes())
        .isEqualTo(refused);
    ECKey theirs = ECKey.parse(new String(AccessTokenKeys.fresh(), StandardCharsets.UTF_8));
    assertThat(me(signed(theirs, key.getKeyID(), "at+jwt", RunningApi.AUDIENCE)).bytes())
        .isEqualTo(refused);
    assertThat(me(parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length())).bytes())
        .isEqualTo(refused);
    assertThat(me(new OperatorTokens(keys, api.clock()).issue(Duration.ofHours(1))).bytes())
        .isEqualTo(refused);
    assertThat(me(signed(key, key.getKeyID(), "at+jwt", RunningApi.AUDIENCE)).status())
        .isEqualTo(200);
  }

  @Test
  void aTokenIsTakenFromItsHeaderOnly() {
    String good = api.token(person);
    assertThat(api.call("GET", "/v1/me?access_token=" + good).send().status()).isEqualTo(401);
    assertThat(api.call("GET", "/v1/me").header("Authorization", "Basic " + good).send().status())
        .isEqualTo(401);
    assertThat(api.call("GET", "/v1/me").bearer(good).bearer(good).send().status()).isEqualTo(401);
  }

  @Test
  void aTokenEndsByTheClock() {
    People.Person late = api.people().signedIn("late@example.com");
    String token = api.token(late);
    api.clock().advance(AccessTokens.LIFE.minusSeconds(1));
    assertThat(me(token).status()).isEqualTo(200);
    api.clock().advance(Duration.ofSeconds(1));
    assertThat(me(token).status()).isEqualTo(401);
  }

  @Test
  void thePublishedKeysVerifyATokenAndHoldNoSecret() throws Exception {
    Answer published = api.call("GET", "/.well-known/jwks.json").send();
    assertThat(published.body()).doesNotContain("\"d\"");
    SignedJWT token = SignedJWT.parse(api.token(person));
    var found = JWKSet.parse(published.body()).getKeyByKeyId(token.getHeader().getKeyID());
    assertThat(token.verify(new ECDSAVerifier(found.toECKey().toECPublicKey()))).isTrue();
  }

  private Answer me(String token) {
    return api.call("GET", "/v1/me").bearer(token).send();
  }

  private String signed(ECKey with, String keyId, String type, String audience) throws Exception {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType(type))
            .keyID(keyId)
            .build();
    var token = new SignedJWT(header, claims(audience));
    token.sign(new ECDSASigner(with));
    return token.serialize();
  }

  /// The classic confusion: what is public, used as the secret of a MAC.
  private String signedWithPublicKey(String good) throws Exception {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(key.getKeyID())
            .build();
    var token = new SignedJWT(header, SignedJWT.parse(good).getJWTClaimsSet());
    token.sign(new MACSigner(key.toPublicJWK().toJSONString()));
    return token.serialize();
  }

  private JWTClaimsSet claims(String audience) {
    return new JWTClaimsSet.Builder()
        .issuer(RunningApi.ISSUER)
        .audience(audience)
        .subject(person.accountId().toString())
        .claim("sid", person.actor().sessionId().toString())
        .issueTime(Date.from(api.clock().instant()))
        .expirationTime(Date.from(api.clock().instant().plusSeconds(60)))
        .build();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
