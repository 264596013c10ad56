package com.klaro.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Route and method, size, authentication, gate, body: each of these is asked only when the ones
/// before it agreed.
class OrderTest {

  private static final String LARGE = "x".repeat(64 * 1024 + 1);
  private static final String FOREIGN =
      "/v1/samples/workspaces/0199c6a0-7c1e-7d3a-9f60-3c4b5a697899";
  private static final String OWN = "/v1/samples/workspaces/" + SampleResource.OWN;

  private static TestApp app;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.with(new SampleResource());
  }

  @AfterAll
  static void stop() throws Exception {
    assertThat(app.web.undeclared()).isEmpty();
    app.close();
  }

  private static int post(String path, String bearer, String type, String body) throws Exception {
    return app.send(
            "POST " + path + " HTTP/1.1",
            "Authorization: Bearer " + bearer,
            "Content-Type: " + type,
            "",
            body)
        .status();
  }

  @Test
  void routeAndMethodComeBeforeSize() throws Exception {
    assertThat(post("/v1/nothing", "bad", "text/plain", LARGE)).isEqualTo(404);
    assertThat(app.send("PUT /v1/samples/mine HTTP/1.1", "", LARGE).status()).isEqualTo(405);
  }

  @Test
  void sizeComesBeforeAuthentication() throws Exception {
    assertThat(post("/v1/samples/mine", "bad", "text/plain", LARGE)).isEqualTo(413);
  }

  @Test
  void authenticationComesBeforeTheGate() throws Exception {
    assertThat(post(FOREIGN, "bad", "text/plain", "no json")).isEqualTo(401);
    assertThat(post("/v1/samples/workspaces/no-id", "bad", "text/plain", "no json")).isEqualTo(401);
  }

  @Test
  void theGateComesBeforeTheBody() throws Exception {
    assertThat(post(FOREIGN, app.token(), "text/plain", "no json")).isEqualTo(404);
    assertThat(post(FOREIGN, app.token(), "not a type", "no json")).isEqualTo(404);
    assertThat(post("/v1/samples/workspaces/no-id", app.token(), "text/plain", "no json"))
        .isEqualTo(404);
    assertThat(post("/v1/samples/workspaces/1-1-1-1-1", app.token(), "application/json", "{}"))
        .isEqualTo(404);
  }

  @Test
  void theBodyComesLast() throws Exception {
    assertThat(post(OWN, app.token(), "text/plain", "no json")).isEqualTo(415);
    assertThat(post(OWN, app.token(), "application/json", "no json")).isEqualTo(400);
    assertThat(post(OWN, app.token(), "application/json", "{\"name\":\"a\",\"open\":true}"))
        .isEqualTo(200);
  }

  @Test
  void aRefusedTokenSaysHowToAuthenticate() throws Exception {
    for (String authorization :
        new String[] {"", "Bearer", "Bearer x.y.z", "Basic YTpi", "Bearer " + app.token() + "x"}) {
      RawHttp.Answer answer =
          app.send("POST /v1/samples/mine HTTP/1.1", "Authorization: " + authorization);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
      assertThat(answer.type()).isEqualTo("/problems/unauthenticated");
    }
    assertThat(app.send("POST /v1/samples/mine?access_token=" + app.token() + " HTTP/1.1").status())
        .isEqualTo(401);
  }
}
