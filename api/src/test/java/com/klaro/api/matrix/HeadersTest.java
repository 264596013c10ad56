package com.klaro.api.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.api.web.RawHttp;
import com.klaro.api.web.route.Access;
import com.klaro.store.identity.People;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// S9-10: every route, answered and refused, with the headers that keep browsers and caches from
/// harm (OWASP HTTP Headers).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadersTest {

  private final RunningApi api = RunningApi.start();

  @AfterAll
  void close() {
    api.close();
  }

  @Test
  void everyRouteAnsweredAndRefusedCarriesThem() {
    People.Person person = api.people().signedIn("headers@example.com");
    String own = api.people().workspaceOf(person).toString();
    for (Row row : endOfTheSessionLast()) {
      for (String workspace : List.of(own, UUID.randomUUID().toString())) {
        var call = api.call(row.method(), row.at(workspace)).bearer(api.token(person));
        Answer answer = row.body().isEmpty() ? call.send() : call.json(row.body()).send();
        carries(row.name(), answer, row.access() == Access.Class.PUBLIC && answer.status() == 200);
      }
      carries(
          row.name(),
          api.call(row.method(), row.at(own)).send(),
          row.access() == Access.Class.PUBLIC);
      carries(row.name(), api.call("OPTIONS", row.at(own)).send(), false);
      Answer refused = api.call("PUT", row.at(own)).json("x".repeat(70_000)).apart().send();
      assertThat(refused.problem()).as(row.name()).isEqualTo("method-not-allowed");
      carries(row.name(), refused, false);
    }
  }

  private static List<Row> endOfTheSessionLast() {
    return Rows.all().stream()
        .sorted(Comparator.comparing(row -> row.method().equals("DELETE")))
        .toList();
  }

  @Test
  void whatNoRouteAnswersCarriesThemToo() {
    for (String path :
        List.of(
            "/",
            "/nothing",
            "/v1/workspaces/..%2f",
            "/v1/%00",
            "/docs/assets/none",
            "/v1/me;a=b")) {
      Answer answer = api.call("GET", path).apart().send();
      assertThat(answer.status()).as(path).isIn(400, 404);
      carries(path, answer, false);
    }
    for (String path :
        List.of(
            "/live", "/ready", "/healthcheck", "/metrics", "/temporal/codec/decode", "/nothing")) {
      carries("admin " + path, api.admin("GET", path).send(), false);
    }
  }

  @Test
  void whatTheHttpServerRefusesCarriesThemToo() throws Exception {
    for (String message :
        List.of(
            "NONSENSE\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET /v1/me HTTP/1.1\r\nHost: localhost\r\nA: " + "a".repeat(20_000) + "\r\n\r\n",
            "POST /v1/signups HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Content-Length: 5\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + "0\r\n\r\n")) {
      RawHttp.Answer answer = RawHttp.exchange(api.server().port(), message);
      assertThat(answer.status()).isIn(400, 431, 505);
      carry(answer);
    }
  }

  @Test
  void aBodyThatSaysItIsTooLargeIsRefusedWithThem() throws Exception {
    RawHttp.Answer answer =
        RawHttp.exchange(
            api.server().port(),
            "POST /v1/signups HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: 99999999\r\n\r\n"
                + "{");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body()).contains("/problems/too-large");
    carry(answer);
    assertThat(answer.header("Connection")).isEqualTo("close");
  }

  @Test
  void aRequestIdIsKeptWhenItIsOneAndMadeWhenNot() {
    assertThat(api.call("GET", "/problems").send().header("X-Request-Id"))
        .isEqualTo("the-request-of-a-test");
    Answer twice = api.call("GET", "/problems").header("X-Request-Id", "<another>").send();
    assertThat(twice.header("X-Request-Id")).doesNotContain("<");
  }

  private static void carry(RawHttp.Answer answer) {
    assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age=63072000");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Request-Id")).isNotEmpty();
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Content-Security-Policy"))
        .isEqualTo("default-src 'none'; frame-ancestors 'none'");
    assertThat(answer.header("Server")).isEmpty();
  }

  private static void carries(String what, Answer answer, boolean cacheable) {
    assertThat(answer.header("Strict-Transport-Security")).as(what).startsWith("max-age=63072000");
    assertThat(answer.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).as(what).isEqualTo("DENY");
    assertThat(answer.header("X-Request-Id")).as(what).matches("[A-Za-z0-9_-]{8,64}");
    assertThat(answer.headers())
        .as(what)
        .doesNotContainKeys("Server", "X-Powered-By", "Access-Control-Allow-Origin");
    assertThat(answer.header("Cache-Control"))
        .as(what)
        .matches(cacheable ? "no-store|public, max-age=.*" : ".*no-store.*");
  }
}
