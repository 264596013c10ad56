package com.klaro.api.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.web.Promised;
import com.klaro.api.web.RawHttp;
import com.klaro.api.web.SampleResource;
import com.klaro.api.web.TestApp;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages that proxies and servers read differently (request smuggling), and what the server
/// itself answers.
class HttpMessageTest {

  private static final String HOST = "Connection: close\r\nHost: localhost\r\n";

  private static TestApp app;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.with(new SampleResource());
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static RawHttp.Answer exchange(String message) throws Exception {
    return RawHttp.exchange(app.port(), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/samples HTTP/1.1\n" + HOST + "\r\n",
        "GET /v1/samples HTTP/1.1\r\nHost: localhost\n\r\n",
        "GET /v1/samples HTTP/1.1\r\n" + HOST + "X: a\r\n b\r\n\r\n",
        "GET /v1/samples HTTP/1.1\r\n" + HOST + "Host: other\r\n\r\n",
        "GET /v1/samples HTTP/1.1\r\n\r\n",
        "POST /v1/samples HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "POST /v1/samples HTTP/1.1\r\n"
            + HOST
            + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /v1/samples HTTP/1.1\r\n" + HOST + "Content-Length: -2\r\n\r\n",
        "POST /v1/samples HTTP/1.1\r\n" + HOST + "Content-Length: +2\r\n\r\n{}",
        "POST /v1/samples HTTP/1.1\r\n"
            + HOST
            + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "POST /v1/samples HTTP/1.1\r\n" + HOST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "POST /v1/samples HTTP/1.1\r\n"
            + HOST
            + "Content-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + "2\n"
            + "{}\r\n"
            + "0\r\n\r\n",
        "POST /v1/samples HTTP/1.1\r\n"
            + HOST
            + "Content-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + "2;a=\"\n"
            + "\"\r\n"
            + "{}\r\n"
            + "0\r\n\r\n",
        "POST /v1/samples HTTP/1.1\r\n"
            + HOST
            + "Content-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + "zz\r\n"
            + "{}\r\n"
            + "0\r\n\r\n",
        "GET /v1/samples HTTP/1.1\r\n" + HOST + "X-A: a\rb\r\n\r\n",
        "GET /v1/samples HTTP/1.1\r\n" + HOST + "X-A: a\0b\r\n\r\n",
        "GET /v1/samples HTTP/9.9\r\n" + HOST + "\r\n",
        "GARBAGE\r\n\r\n",
        "GET /v1/..;/samples HTTP/1.1\r\n" + HOST + "\r\n",
        "GET /v1%2fsamples HTTP/1.1\r\n" + HOST + "\r\n",
        "GET /v1/%zz HTTP/1.1\r\n" + HOST + "\r\n",
        "GET /v1/%00 HTTP/1.1\r\n" + HOST + "\r\n",
        "GET /v1/%c0%af HTTP/1.1\r\n" + HOST + "\r\n",
        "GET /v1/../../etc/passwd HTTP/1.1\r\n" + HOST + "\r\n",
      })
  void malformedMessagesAre400(String message) throws Exception {
    Promised.assertProblem(exchange(message), 400, "invalid-request");
  }

  /// No limit counts them, since they never become a request of a route.
  @ParameterizedTest
  @ValueSource(strings = {"GET /v1/..;/samples", "GET /v1%2fsamples", "GET /v1/%zz"})
  void whatTheServerRefusesCostsTheConnection(String line) throws Exception {
    RawHttp.Answer answer = exchange(line + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    Promised.assertProblem(answer, 400, "invalid-request");
    assertThat(answer.header("Connection")).isEqualTo("close");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip, chunked",
        "gzip\r\nTransfer-Encoding: chunked",
        "x-unknown;a=b, chunked",
        "chunked, chunked"
      })
  void codingsThatNobodyUndoesAreRefusedAndTheConnectionIsClosed(String codings) throws Exception {
    RawHttp.Answer answer =
        exchange(
            "POST /v1/samples HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: "
                + codings
                + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
    Promised.assertProblem(answer, 400, "invalid-request");
    assertThat(answer.header("Connection")).isEqualTo("close");
  }

  /// Where no route runs a proxy may be misled as well.
  @Test
  void codingsAreRefusedWhereThereIsNoRouteToo() throws Exception {
    for (int port : List.of(app.port(), app.adminPort())) {
      RawHttp.Answer answer =
          RawHttp.exchange(
              port,
              "POST /nowhere HTTP/1.1\r\n"
                  + "Host: localhost\r\n"
                  + "Transfer-Encoding: gzip, chunked\r\n\r\n"
                  + "0\r\n\r\n");
      Promised.assertProblem(answer, 400, "invalid-request");
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(answer.field(0)).isEqualTo("Transfer-Encoding");
    }
  }

  @Test
  void chunksAloneAreTakenHoweverTheyAreSpelt() throws Exception {
    String good = "{\"name\":\"a\",\"open\":true}";
    RawHttp.Answer answer =
        exchange(
            "POST /v1/samples HTTP/1.1\r\n"
                + HOST
                + "Content-Type: application/json\r\nTransfer-Encoding: Chunked\r\n\r\n"
                + Integer.toHexString(good.length())
                + "\r\n"
                + good
                + "\r\n0\r\n\r\n");
    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void unknownPathsAre404() throws Exception {
    for (String path :
        List.of(
            "/",
            "/v1",
            "//v1/samples",
            "/v1/Samples",
            "/v1/nothing",
            "/tasks/gc",
            "/v1/samples/%0d%0aSet-Cookie:%20a=b",
            "/application.wadl",
            "/v1/%F0%9F%98%80")) {
      RawHttp.Answer answer = app.send("GET " + path + " HTTP/1.1");
      assertThat(answer.status()).as(path).isIn(400, 404, 405);
      Promised.assertDressed(answer);
      assertThat(answer.headers()).doesNotContainKey("set-cookie");
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  @Test
  void headersTooLargeAre431AndAddressesToo() throws Exception {
    Promised.assertProblem(
        exchange("GET /v1/samples HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(9 * 1024) + "\r\n\r\n"),
        431,
        "headers-too-large");
    Promised.assertProblem(
        exchange("GET /v1/samples?" + "a".repeat(9 * 1024) + " HTTP/1.1\r\n" + HOST + "\r\n"),
        414,
        "uri-too-long");
  }

  @Test
  void methodsThatNobodyOffersAre405WithAllow() throws Exception {
    for (String method : List.of("TRACE", "OPTIONS", "PUT", "PROPFIND", "CONNECT2", "get")) {
      RawHttp.Answer answer = app.send(method + " /v1/samples HTTP/1.1");
      Promised.assertProblem(answer, 405, "method-not-allowed");
      assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST");
      assertThat(app.send(method + " /v1/nothing HTTP/1.1").status()).isEqualTo(404);
    }
    assertThat(app.send("GET /v1/samples HTTP/1.1", "X-HTTP-Method-Override: DELETE").status())
        .isEqualTo(200);
  }

  @Test
  void headAnswersLikeGetWithoutABody() throws Exception {
    RawHttp.Answer head = app.send("HEAD /v1/samples HTTP/1.1");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    Promised.assertDressed(head);
  }

  @Test
  void goodAnswersAreDressedToo() throws Exception {
    RawHttp.Answer answer = app.send("GET /v1/samples HTTP/1.1");
    assertThat(answer.status()).isEqualTo(200);
    Promised.assertDressed(answer);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(app.send("GET /docs/assets/swagger-ui.css HTTP/1.1").header("Cache-Control"))
        .isEqualTo("public, max-age=3600");
  }

  @Test
  void onlyAPlainRequestIdIsTakenOver() throws Exception {
    assertThat(
            app.send("GET /v1/samples HTTP/1.1", "X-Request-Id: abc_DEF-12345")
                .header("X-Request-Id"))
        .isEqualTo("abc_DEF-12345");
    for (String forged :
        List.of(
            "short",
            "a".repeat(65),
            "with space1",
            "${jndi:ldap://x}",
            "äöüäöüäöü",
            "<script>alert</script>")) {
      assertThat(
              app.send("GET /v1/samples HTTP/1.1", "X-Request-Id: " + forged)
                  .header("X-Request-Id"))
          .hasSize(36);
    }
  }

  @Test
  void aFailureShowsARequestIdOnly() throws Exception {
    RawHttp.Answer answer = app.send("GET /v1/samples/fails HTTP/1.1");
    Promised.assertProblem(answer, 500, "internal");
    assertThat(answer.body()).doesNotContain("secret", "Illegal");
  }

  @Test
  void postgresAwayIs503() throws Exception {
    RawHttp.Answer answer = app.send("GET /v1/samples/away HTTP/1.1");
    Promised.assertProblem(answer, 503, "overloaded");
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(answer.body()).doesNotContain("secret");
  }

  @Test
  void anUnofferedMediaTypeIs406() throws Exception {
    Promised.assertProblem(
        app.send("GET /v1/samples HTTP/1.1", "Accept: text/csv"), 406, "not-acceptable");
    assertThat(app.send("GET /v1/samples HTTP/1.1", "Accept: nonsense").status()).isEqualTo(406);
  }

  @Test
  void theAdminConnectorHasItsOwnRoutes() throws Exception {
    assertThat(app.send("POST /tasks/gc HTTP/1.1").status()).isEqualTo(404);
    Promised.assertDressed(RawHttp.send(app.adminPort(), "GET /nothing HTTP/1.1"));
    for (String offered :
        List.of(
            "POST /tasks/log-level?logger=x&level=TRACE",
            "POST /tasks/gc",
            "GET /threads",
            "GET /ping",
            "GET /pprof",
            "GET /",
            "GET /healthcheck/",
            "GET /metrics;x=1/..")) {
      assertThat(RawHttp.send(app.adminPort(), offered + " HTTP/1.1").status())
          .as(offered)
          .isIn(400, 404);
    }
    assertThat(
            RawHttp.send(
                    app.adminPort(), "GET /healthcheck HTTP/1.1", "Origin: https://evil.example")
                .status())
        .isEqualTo(403);
    assertThat(RawHttp.send(app.adminPort(), "GET /v1/samples HTTP/1.1").status()).isEqualTo(404);
  }

  @Test
  void theAdminConnectorAnswersUnderThisMachinesNamesOnly() throws Exception {
    for (String path : List.of("/live", "/healthcheck", "/metrics")) {
      String asked = "GET " + path + " HTTP/1.1\r\nConnection: close\r\nHost: ";
      for (String foreign : List.of("evil.example", "localhost.evil.example:8081", "10.0.0.1")) {
        assertThat(RawHttp.exchange(app.adminPort(), asked + foreign + "\r\n\r\n").status())
            .as(path + " of " + foreign)
            .isEqualTo(403);
      }
      for (String own : List.of("localhost", "127.0.0.1:8081", "[::1]:8081")) {
        assertThat(RawHttp.exchange(app.adminPort(), asked + own + "\r\n\r\n").status())
            .as(path + " of " + own)
            .isNotEqualTo(403);
      }
    }
  }

  @Test
  void metricsHaveTemplatesAndNoIds() throws Exception {
    assertThat(app.send("DELETE /v1/samples/" + SampleResource.OWN + " HTTP/1.1").status())
        .isEqualTo(204);
    assertThat(
            app.meters
                .get("http.server.requests")
                .tag("route", "/v1/samples/{id}")
                .tag("status", "204")
                .timer()
                .count())
        .isEqualTo(1);
    assertThat(app.meters.getMeters().toString()).doesNotContain(SampleResource.OWN.toString());
  }

  @Test
  void anUndeclaredAnswerIsNoticed() throws Exception {
    assertThat(app.send("GET /v1/samples/undeclared HTTP/1.1").status()).isEqualTo(202);
    assertThat(app.web.undeclared()).contains("GET /v1/samples/undeclared: 202");
  }
}
