package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What a stranger may and may not write into each field.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignupFieldsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// Ends of lines, as the different systems of the world write them, and what steers text.
  private static final List<String> STEERING =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\u0085",
          "\u2028",
          "\u2029",
          "\u000b",
          "\u001b[2J",
          "\u202e",
          "\u2066");

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @Test
  void anAddressIsOneMailboxWithAPlainAt() {
    for (String wrong :
        List.of(
            "",
            " ",
            "a",
            "@",
            "a@",
            "@example.com",
            "a@example",
            "a@@example.com",
            "a@b@example.com",
            "a\uFF20example.com",
            "a\uFE6Bexample.com",
            "a\uFF20b@example.com",
            "a@example\uFF20example.com",
            " a@example.com",
            "a@example.com ",
            "a b@example.com",
            "\"a b\"@example.com",
            "a,b@example.com",
            "<a@example.com>",
            "A <a@example.com>",
            "a@example.com,b@example.com",
            "a@[127.0.0.1]",
            "a@-example.com",
            "a@example..com",
            "a@.example.com",
            "a@example.com.",
            "a..b@example.com",
            ".a@example.com",
            "a\u200b@example.com",
            "a@exam\u200bple.com",
            "a@exam\u00adple.com",
            "a@exam\u202eple.com",
            "a@ex ample.com",
            "a@example.com%0d%0aBcc:b@example.com",
            "a".repeat(65) + "@example.com",
            "a".repeat(288) + "@example.com",
            "a@" + "b".repeat(64) + ".com",
            "a@" + "b.".repeat(126) + "com")) {
      assertThat(wrong(signup(wrong, "W", "IN"))).as(wrong).isEqualTo("email");
    }
    for (String good : List.of("a@example.com", "A.b+c_d@sub.example.co", "ü@bücher.example")) {
      assertThat(signup(good, "W", "IN").status()).as(good).isEqualTo(202);
    }
  }

  @Test
  void noFieldEndsALineOrTurnsText() {
    String token = api.mailedToken(api.signup("steering@example.com"));
    for (String steering : STEERING) {
      for (String place : List.of("%sa", "a%sb", "a%s")) {
        String text = place.formatted(steering);
        assertThat(wrong(signup(text + "@example.com", "W", "IN"))).isEqualTo("email");
        assertThat(wrong(signup("a@" + text + ".com", "W", "IN"))).isEqualTo("email");
        assertThat(wrong(signup("a@example.com", text, "IN"))).isEqualTo("workspaceName");
        assertThat(wrong(complete(token, text, "some long password"))).isEqualTo("fullName");
      }
      assertThat(wrong(signup("a@example.com", "W", "IN" + steering))).isEqualTo("country");
      assertThat(complete(token + steering, "N", "some long password").problem())
          .isEqualTo("invalid-token");
    }
  }

  @Test
  void namesAreNeitherEmptyNorLong() {
    String token = api.mailedToken(api.signup("names@example.com"));
    for (String empty :
        List.of(
            "",
            " ",
            "   ",
            "\t",
            "\u3000",
            "\u2003 ",
            "\u3164",
            "\u2800 \u115f",
            "\u0301",
            "\u034f",
            "\uFFFC",
            "\uE000",
            "\uD834\uDD59",
            "\uD80D\uDC41")) {
      assertThat(wrong(signup("a@example.com", empty, "IN"))).isEqualTo("workspaceName");
      assertThat(wrong(complete(token, empty, "some long password"))).isEqualTo("fullName");
    }
    for (String seen : List.of("\uAC00", "e\u0301", "\u0915\u094D\u0937", "7", "&")) {
      assertThat(signup("a@example.com", seen, "IN").status()).as(seen).isEqualTo(202);
    }
    String face = "\uD83D\uDE00";
    assertThat(wrong(signup("a@example.com", face.repeat(81), "IN"))).isEqualTo("workspaceName");
    assertThat(signup("a@example.com", face.repeat(80), "IN").status()).isEqualTo(202);
    assertThat(wrong(complete(token, face.repeat(101), "some long password")))
        .isEqualTo("fullName");
    assertThat(complete(token, face.repeat(100), "some long password").status()).isEqualTo(201);
  }

  @Test
  void aCountryIsOneOfTheIsoList() {
    for (String wrong :
        List.of(
            "",
            " ",
            "I",
            "IND",
            "in",
            "In",
            "XX",
            "ZZ",
            "UK",
            "EU",
            "AN",
            "SU",
            "QZ",
            "\uFF29\uFF2E",
            " IN",
            "356")) {
      assertThat(wrong(signup("a@example.com", "W", wrong))).as(wrong).isEqualTo("country");
    }
    for (String good : List.of("IN", "GB", "DE", "US", "SS", "CW")) {
      assertThat(signup("a@example.com", "W", good).status()).as(good).isEqualTo(202);
    }
  }

  @Test
  void everyWrongFieldIsNamedAtOnce() {
    assertThat(signup("", "", "").json().path("errors"))
        .extracting(it -> it.path("field").asText())
        .containsExactly("email", "workspaceName", "country");
  }

  @Test
  void aPasswordHas15To256Characters() {
    String token = api.mailedToken(api.signup("length@example.com"));
    String face = "\uD83D\uDE00";
    for (String wrong :
        List.of(
            "",
            " ",
            "a".repeat(14),
            face.repeat(14),
            "a".repeat(257),
            face.repeat(257),
            "a".repeat(60_000))) {
      assertThat(wrong(complete(token, "N", wrong))).isEqualTo("password");
    }
    String faces =
        IntStream.range(0, 256)
            .map(i -> 0x1F600 + i * i % 67)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    assertThat(faces.codePointCount(0, faces.length())).isEqualTo(256);
    assertThat(faces.getBytes(StandardCharsets.UTF_8)).hasSize(1024);
    assertThat(complete(token, "N", faces).status()).isEqualTo(201);
    assertThat(login("length@example.com", faces).status()).isEqualTo(200);
  }

  @Test
  void aPasswordIsTakenAsTyped() {
    String typed = "  Pâ\u0301sswort \u00e9 \uFB01 \uD83D\uDE00\t\r\n ÄÖÜ  ";
    String token = api.mailedToken(api.signup("typed@example.com"));
    assertThat(complete(token, "N", typed).status()).isEqualTo(201);
    assertThat(login("typed@example.com", typed).status()).isEqualTo(200);
    for (String similar :
        List.of(
            typed.strip(),
            typed.substring(1),
            typed.toLowerCase(java.util.Locale.ROOT),
            Normalizer.normalize(typed, Normalizer.Form.NFC),
            Normalizer.normalize(typed, Normalizer.Form.NFD),
            Normalizer.normalize(typed, Normalizer.Form.NFKC),
            typed.replace("\r\n", "\n"))) {
      assertThat(similar).isNotEqualTo(typed);
      assertThat(login("typed@example.com", similar).status()).as(similar).isEqualTo(401);
    }
  }

  private Answer signup(String email, String workspaceName, String country) {
    return api.post(
        "/v1/signups",
        object()
            .put("email", email)
            .put("workspaceName", workspaceName)
            .put("country", country)
            .toString());
  }

  private Answer complete(String token, String fullName, String password) {
    return api.post(
        "/v1/signups/complete",
        object()
            .put("token", token)
            .put("fullName", fullName)
            .put("password", password)
            .toString());
  }

  private Answer login(String email, String password) {
    return api.post(
        "/v1/sessions", object().put("email", email).put("password", password).toString());
  }

  private static ObjectNode object() {
    return JSON.createObjectNode();
  }

  private static String wrong(Answer answer) {
    return answer.status() == 400 && answer.problem().equals("invalid-request")
        ? answer.field()
        : answer.status() + " " + answer.problem();
  }
}
