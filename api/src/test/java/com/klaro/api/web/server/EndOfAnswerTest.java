package com.klaro.api.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.web.RawHttp;
import com.klaro.api.web.TestApp;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An answer whose length nobody knew when it began has an end of its own, also where its
/// connection ends with it: otherwise what was broken off looks whole.
class EndOfAnswerTest {
  /// More than is kept back until there is no more.
  private static final byte[] LONG = "long".repeat(20_000).getBytes(StandardCharsets.US_ASCII);

  private static TestApp app;
  private static TestApp ending;

  @Path("/v1/long")
  @Produces("text/plain")
  public static final class LongResource {

    @GET
    @Access(Access.Class.PUBLIC)
    @Answers(summary = "Answer at length")
    public StreamingOutput whole() {
      return out -> out.write(LONG);
    }

    @GET
    @Path("/broken-off")
    @Access(Access.Class.PUBLIC)
    @Answers(summary = "Answer a part")
    public StreamingOutput part(@Context ContainerRequestContext request) {
      return out -> {
        out.write(LONG);
        BrokenOff.of(request).say();
      };
    }
  }

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.with(new LongResource());
    ending = TestApp.with(new LongResource());
    ending.server().getDescendant(Dressing.class).lastOfEach();
  }

  @AfterAll
  static void stop() {
    app.close();
    ending.close();
  }

  private static int port(boolean toldToEnd) {
    return (toldToEnd ? ending : app).port();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theWholeHasItsEnd(boolean toldToEnd) throws Exception {
    RawHttp.Answer answer = RawHttp.send(port(toldToEnd), "GET /v1/long HTTP/1.1");
    assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
    assertThat(answer.header("Connection")).isEqualTo("close");
    assertThat(answer.whole()).isTrue();
    assertThat(answer.body()).hasSize(LONG.length);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPartHasNone(boolean toldToEnd) throws Exception {
    RawHttp.Answer answer = RawHttp.send(port(toldToEnd), "GET /v1/long/broken-off HTTP/1.1");
    assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
    assertThat(answer.body()).startsWith("long");
    assertThat(answer.whole()).isFalse();
  }

  /// RFC 9112 §6.1: it would not understand.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientOfBeforeHasTheEndOfItsConnection(boolean toldToEnd) throws Exception {
    RawHttp.Answer answer = RawHttp.exchange(port(toldToEnd), "GET /v1/long HTTP/1.0\r\n\r\n");
    assertThat(answer.header("Transfer-Encoding")).isEmpty();
    assertThat(answer.body()).hasSize(LONG.length);
  }
}
