package com.klaro.api.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import com.klaro.api.operations.OperatorTokens;
import com.klaro.store.database.Ids;
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
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Tokens as the API meets them; `AccessTokensTest` has more of what a token may be.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenApiTest {

  private final RunningApi api = RunningApi.start();
  private final AccessTokenKeys keys =
      AccessTokenKeys.from(api.store().secrets(), api.store().settings().random());
  private final ECKey key = keys.signing(api.clock().instant());
  private final People.Person person = api.people().signedIn("token@example.com");
  private final People.Person other = api.people().signedIn("other@example.com");

  @AfterAll
  void close() {
    api.close();
  }

  @Test
  void whateverWasTamperedWithIsRefusedAlike() throws Exception {
    String good = api.token(person);
    assertThat(me(good).status()).isEqualTo(200);
    assertThat(me(signed(_ -> {}, _ -> {})).status()).isEqualTo(200);
    String refused = me("garbage").bytes();
    assertThat(refused)
        .startsWith("401")
        .contains("www-authenticate=Bearer")
        .contains("/problems/unauthenticated");
    var now = api.clock().instant();
    String[] parts = good.split("\\.");
    ECKey theirs =
        ECKey.parse(
            new String(
                AccessTokenKeys.fresh(api.store().settings().random()), StandardCharsets.UTF_8));
    String operator =
        new OperatorTokens(keys, api.clock(), Ids.timeOrdered()).issue(Duration.ofHours(1));
    String swapped = claim("sid", other.actor().sessionId().toString());
    for (String forged :
        List.of(
            encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".",
            encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1] + "." + parts[2],
            signedWithPublicKey(good),
            signed(it -> it.type(JOSEObjectType.JWT), _ -> {}),
            signed(it -> it.type(null), _ -> {}),
            signed(it -> it.keyID(UUID.randomUUID().toString()), _ -> {}),
            signed(it -> it.keyID(null), _ -> {}),
            signed(theirs, _ -> {}, _ -> {}),
            signed(_ -> {}, it -> it.issuer("https://other.example")),
            signed(_ -> {}, it -> it.audience("other")),
            signed(_ -> {}, it -> it.audience(List.of(RunningApi.AUDIENCE, "other"))),
            signed(_ -> {}, it -> it.expirationTime(Date.from(now))),
            signed(_ -> {}, it -> it.expirationTime(null)),
            signed(_ -> {}, it -> it.notBeforeTime(Date.from(now.plusSeconds(30)))),
            swapped,
            claim("sid", UUID.randomUUID().toString()),
            claim("sub", other.accountId().toString()),
            operator,
            person.refreshToken(),
            parts[0] + "." + encoded("{\"sub\":\"x\"}") + "." + parts[2],
            parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length()),
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1],
            "")) {
      assertThat(me(forged).bytes()).as(forged).isEqualTo(refused);
    }
    assertThat(me(good).status()).isEqualTo(200);
  }

  @Test
  void aTokenWithSomethingAddedIsNotThatToken() {
    String good = api.token(person);
    String refused = me("garbage").bytes();
    for (String garbage : List.of("=", "==", "~", "A", ".", ".x", "+", "/", " x", ",x")) {
      assertThat(me(good + garbage).bytes()).as(garbage).isEqualTo(refused);
    }
    // The last character of 64 bytes in base64 has four bits that mean nothing.
    char last = good.charAt(good.length() - 1);
    for (char similar : new char[] {(char) (last + 1), (char) (last + 2)}) {
      assertThat(me(good.substring(0, good.length() - 1) + similar).bytes()).isEqualTo(refused);
    }
  }

  @Test
  void aTokenIsTakenFromItsHeaderOnly() {
    String good = api.token(person);
    String refused = me("garbage").bytes();
    for (Call call :
        List.of(
            api.call("GET", "/v1/me"),
            api.call("GET", "/v1/me?access_token=" + good),
            api.call("GET", "/v1/me?token=" + good),
            api.call("GET", "/v1/me").header("Cookie", "access_token=" + good),
            api.call("GET", "/v1/me").header("Authorization", "Basic " + good),
            api.call("GET", "/v1/me").header("Authorization", good),
            api.call("GET", "/v1/me").bearer(good).bearer(good),
            api.call("GET", "/v1/me").bearer(good).bearer("garbage"),
            api.call("GET", "/v1/me")
                .header("Authorization", "Bearer " + good + ", Bearer " + good),
            api.call("GET", "/v1/me").header("X-Authorization", "Bearer " + good))) {
      assertThat(call.send().bytes()).isEqualTo(refused);
    }
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

  private String claim(String name, String value) throws Exception {
    return signed(_ -> {}, it -> it.claim(name, value));
  }

  private String signed(Consumer<JWSHeader.Builder> header, Consumer<JWTClaimsSet.Builder> claims)
      throws Exception {
    return signed(key, header, claims);
  }

  private String signed(
      ECKey with, Consumer<JWSHeader.Builder> header, Consumer<JWTClaimsSet.Builder> claims)
      throws Exception {
    var head =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(key.getKeyID());
    header.accept(head);
    var set = claims();
    claims.accept(set);
    var token = new SignedJWT(head.build(), set.build());
    token.sign(new ECDSASigner(with));
    return new String(token.getSigningInput(), StandardCharsets.US_ASCII)
        + "."
        + LowS.smaller(token.getSignature());
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

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(RunningApi.ISSUER)
        .audience(RunningApi.AUDIENCE)
        .subject(person.accountId().toString())
        .claim("sid", person.actor().sessionId().toString())
        .issueTime(Date.from(api.clock().instant()))
        .expirationTime(Date.from(api.clock().instant().plusSeconds(60)));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
