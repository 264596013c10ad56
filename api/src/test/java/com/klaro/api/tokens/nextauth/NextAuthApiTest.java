package com.klaro.api.tokens.nextauth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.People;
import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/// Session tokens of front ends as the API meets them: what is taken, and what looks like it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NextAuthApiTest {

  private final RunningApi api = RunningApi.start();
  private final FrontEnd front = FrontEnd.of(api);
  private final People.Person person = api.people().signedIn("next@example.com");
  private final People.Person other = api.people().signedIn("other@example.com");
  private final String refused = api.call("GET", "/v1/me").send().bytes();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void bothVersionsAreTakenInTheHeaderAndUnderTheirNames() {
    for (TokenForm form : TokenForm.values()) {
      String token = front.token(form, person, _ -> {});
      assertThat(me(token).json().path("sessionId").asText())
          .isEqualTo(person.actor().sessionId().toString());
      for (String cookie : SessionCookies.NAMES) {
        assertThat(cookies(cookie + "=" + token).send().status())
            .as("%s under %s", form, cookie)
            .isEqualTo(TokenForm.of(cookie).orElseThrow() == form ? 200 : 401);
      }
      assertThat(
              cookies("a=b; " + form.cookies().getFirst() + "=" + token + "; c=\"d\"")
                  .send()
                  .status())
          .isEqualTo(200);
    }
  }

  /// S3-1.
  @Test
  void whateverByteWasChangedTheAnswerIsTheSameAndNothingFailed() {
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(lines);
    try {
      for (String token : List.of(front.v4(person), front.v5(person))) {
        assertThat(me(token).status()).isEqualTo(200);
        for (int i = 0; i < token.length(); i++) {
          String changed = token.substring(0, i) + neighbour(token.charAt(i));
          assertThat(me(changed + token.substring(i + 1)).bytes())
              .as("character %d of %s", i, token)
              .isEqualTo(refused);
        }
      }
    } finally {
      root.detachAppender(lines);
    }
    assertThat(lines.list).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
  }

  /// S3-2: the library would take these.
  @Test
  void otherWaysToEncryptAreRefused() {
    JWTClaimsSet claims = front.claims(person, _ -> {});
    byte[] key = front.key(TokenForm.V4);
    byte[] longKey = front.key(TokenForm.V5);
    var gcm = EncryptionMethod.A256GCM;
    for (String token :
        List.of(
            FrontEnd.written(header(JWEAlgorithm.A256KW, gcm).build(), claims, key),
            FrontEnd.written(header(JWEAlgorithm.A256GCMKW, gcm).build(), claims, key),
            FrontEnd.written(
                header(JWEAlgorithm.DIR, EncryptionMethod.A128CBC_HS256).build(), claims, key),
            FrontEnd.written(
                header(JWEAlgorithm.DIR, EncryptionMethod.A256CBC_HS512).build(), claims, longKey),
            FrontEnd.written(
                front.header(TokenForm.V4).compressionAlgorithm(CompressionAlgorithm.DEF).build(),
                claims,
                key),
            FrontEnd.written(
                front.header(TokenForm.V5).compressionAlgorithm(CompressionAlgorithm.DEF).build(),
                claims,
                longKey),
            FrontEnd.written(front.header(TokenForm.V4).keyID("any").build(), claims, key),
            FrontEnd.written(front.header(TokenForm.V5).keyID("any").build(), claims, longKey),
            FrontEnd.written(front.header(TokenForm.V4).contentType("JWT").build(), claims, key),
            FrontEnd.written(
                front.header(TokenForm.V5_SECURE).build(), claims, front.key(TokenForm.V5)))) {
      assertThat(me(token).bytes()).as(token).isEqualTo(refused);
    }
    assertThat(me(FrontEnd.written(front.header(TokenForm.V4).build(), claims, key)).status())
        .isEqualTo(200);
  }

  /// S3-2.
  @Test
  void claimsMustHoldAndBeAllThere() {
    Instant now = api.clock().instant();
    for (TokenForm form : TokenForm.values()) {
      List<Consumer<JWTClaimsSet.Builder>> wrong =
          List.of(
              it -> it.expirationTime(null),
              it -> it.expirationTime(Date.from(now)),
              it -> it.expirationTime(Date.from(now.plus(FrontEnd.LIFE).plusSeconds(1))),
              it -> it.issueTime(null),
              it -> it.issueTime(Date.from(now.plusSeconds(62))),
              it -> it.notBeforeTime(Date.from(now.plusSeconds(62))),
              it -> it.claim("exp", "tomorrow"),
              it -> it.subject(null),
              it -> it.subject("user_123"),
              it -> it.subject(other.accountId().toString()),
              it -> it.claim("sub", List.of(person.accountId().toString())),
              it -> it.claim("sid", null),
              it -> it.claim("sid", "s1"),
              it -> it.claim("sid", 1),
              it -> it.claim("sid", other.actor().sessionId().toString()),
              it -> it.claim("sid", UUID.randomUUID().toString()));
      for (int i = 0; i < wrong.size(); i++) {
        assertThat(me(front.token(form, person, wrong.get(i))).bytes())
            .as("%d, %s", i, form)
            .isEqualTo(refused);
      }
      assertThat(me(front.token(form, person, it -> ahead(it, now.plusSeconds(59)))).status())
          .as("clocks differ")
          .isEqualTo(200);
    }
  }

  /// S3-2.
  @Test
  void whatIsNoTokenIsRefused() {
    String good = front.v4(person);
    String[] parts = good.split("\\.", -1);
    String tag = parts[4];
    for (String token :
        List.of(
            parts[0] + "." + parts[2] + "." + parts[3] + "." + tag,
            good + ".",
            good + "." + tag,
            parts[0] + ".AA." + parts[2] + "." + parts[3] + "." + tag,
            "....",
            parts[0] + "....",
            parts[0] + ".." + parts[2] + "." + parts[3] + ".",
            parts[0] + ".." + parts[2] + ".." + tag,
            cut(parts, 15),
            cut(parts, 12),
            moved(parts),
            Base64URL.encode("null") + good.substring(parts[0].length()),
            Base64URL.encode("[".repeat(4_000)) + good.substring(parts[0].length()),
            good + "=",
            good + "%",
            good + "%2",
            good + "%zz",
            good.replace(".", "%2E"),
            "%" + good,
            "A".repeat(7_000),
            "")) {
      assertThat(me(token).bytes()).as(token).isEqualTo(refused);
      assertThat(cookies("next-auth.session-token=" + token).send().bytes()).isEqualTo(refused);
    }
    String huge = "A".repeat(64 * 1024);
    assertThat(api.call("GET", "/v1/me").bearer(huge).apart().send().status()).isEqualTo(431);
    assertThat(cookies("next-auth.session-token=" + huge).apart().send().status()).isEqualTo(431);
  }

  /// S3-2.
  @Test
  void severalTokensAreNone() {
    String v4 = front.v4(person);
    String v5 = front.v5(person);
    for (Call call :
        List.of(
            cookies("next-auth.session-token=" + v4 + "; next-auth.session-token=" + v4),
            cookies("next-auth.session-token=" + v4).header("Cookie", "authjs.session-token=" + v5),
            cookies("next-auth.session-token=" + v4 + "; next-auth.session-token=x"),
            cookies("next-auth.session-token=x; next-auth.session-token=" + v4),
            cookies("next-auth.session-token=" + v4 + "; authjs.session-token=" + v5),
            cookies("next-auth.session-token=" + v4 + "; __Secure-next-auth.session-token=" + v4),
            cookies("next-auth.session-token=" + v4 + "; next-auth.session-token.0=" + v4),
            cookies("next-auth.session-token=" + v4 + "; next-auth.session-token.x=1"),
            cookies(
                "next-auth.session-token.0="
                    + v4.substring(0, 100)
                    + "; __Secure-next-auth.session-token.1="
                    + v4.substring(100)),
            api.call("GET", "/v1/me").bearer(v4).bearer(v4))) {
      assertThat(call.send().bytes()).isEqualTo(refused);
    }
  }

  @Test
  void theHeaderGoesBeforeTheCookie() {
    String cookie = "next-auth.session-token=" + front.v4(person);
    assertThat(cookies(cookie).bearer(front.v4(other)).send().json().path("sessionId").asText())
        .isEqualTo(other.actor().sessionId().toString());
    assertThat(cookies(cookie).bearer(api.token(other)).send().json().path("sessionId").asText())
        .isEqualTo(other.actor().sessionId().toString());
    assertThat(cookies(cookie).bearer("garbage").send().bytes()).isEqualTo(refused);
    assertThat(cookies(cookie).header("Authorization", "Basic x").send().bytes())
        .isEqualTo(refused);
  }

  /// A cookie is no place for our own tokens: they never were in one.
  @Test
  void anAccessTokenIsNotTakenFromACookie() {
    for (String cookie : SessionCookies.NAMES) {
      assertThat(cookies(cookie + "=" + api.token(person)).send().bytes()).isEqualTo(refused);
    }
    for (String name :
        List.of("session-token", "Next-Auth.session-token", "next-auth.csrf-token")) {
      assertThat(cookies(name + "=" + front.v4(person)).send().bytes()).isEqualTo(refused);
    }
  }

  /// S3-4.
  @Test
  void aTokenInPiecesIsPutTogether() {
    for (TokenForm form : TokenForm.values()) {
      String name = form.cookies().getFirst();
      // As much as all headers together may have.
      String token = front.token(form, person, it -> it.claim("image", "i".repeat(3_400)));
      int at = form == TokenForm.V4 ? 3_933 : 3_936;
      String first = name + ".0=" + token.substring(0, at);
      String second = name + ".1=" + token.substring(at);
      assertThat(token.length()).isBetween(at + 100, 2 * at);
      for (String whole :
          List.of(first + "; " + second, second + "; " + first, first + ";" + second + ";a=b")) {
        assertThat(cookies(whole).send().status()).isEqualTo(200);
      }
      for (String wrong :
          List.of(
              first,
              second,
              first + "; " + second + "; " + name + ".2=x",
              first + "; " + second + "; " + name + ".2=",
              first + "; " + second + "; " + name + ".3=x",
              first + "; " + second + "; " + name + ".1=x",
              first + "; " + name + ".1=x; " + second,
              first + "; " + second + "; " + name + ".=x",
              first + "; " + second + "; " + name + "=x",
              first + "; " + second.replace(".1=", ".2="),
              first + "; " + second.replace(".1=", ".01="),
              first.replace(".0=", ".1=") + "; " + second.replace(".1=", ".2="),
              first.replace(".0=", "=") + "; " + second)) {
        assertThat(cookies(wrong).send().bytes()).isEqualTo(refused);
      }
    }
  }

  private Answer me(String token) {
    return api.call("GET", "/v1/me").bearer(token).send();
  }

  private Call cookies(String cookies) {
    return api.call("GET", "/v1/me").header("Cookie", cookies);
  }

  private static JWEHeader.Builder header(JWEAlgorithm algorithm, EncryptionMethod method) {
    return new JWEHeader.Builder(algorithm, method);
  }

  private static void ahead(JWTClaimsSet.Builder claims, Instant now) {
    claims
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofHours(24))));
  }

  /// Another character that may stand there: the next one of base64, so that the last bits change.
  private static char neighbour(char of) {
    String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return of == '.' ? 'A' : all.charAt(all.indexOf(of) ^ 1);
  }

  /// With fewer bytes of the tag.
  private static String cut(String[] parts, int bytes) {
    byte[] tag = Arrays.copyOf(new Base64URL(parts[4]).decode(), bytes);
    return parts[0] + ".." + parts[2] + "." + parts[3] + "." + Base64URL.encode(tag);
  }

  /// With the last byte of the ciphertext in front of the tag.
  private static String moved(String[] parts) {
    byte[] content = new Base64URL(parts[3]).decode();
    byte[] tag = new Base64URL(parts[4]).decode();
    byte[] longer = new byte[tag.length + 1];
    longer[0] = content[content.length - 1];
    System.arraycopy(tag, 0, longer, 1, tag.length);
    return parts[0]
        + ".."
        + parts[2]
        + "."
        + Base64URL.encode(Arrays.copyOf(content, content.length - 1))
        + "."
        + Base64URL.encode(longer);
  }
}
