package com.klaro.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LocalHttpServerTest {

  @Test
  void aDefectIsAnsweredAndTheNextRequestIsServed() throws Exception {
    try (var server = LocalHttpServer.start(0, "a server", LocalHttpServerTest::answer);
        var caller = Caller.of(server.url())) {
      assertThat(caller.get("/broken").statusCode()).isEqualTo(500);
      assertThat(caller.get("/broken").body())
          .contains("in its log")
          .doesNotContain("nobody sees this");
      assertThat(caller.get("/").body()).isEqualTo("well");
    }
  }

  @Test
  void whatIsToBeDroppedIs() {
    try (var server = LocalHttpServer.start(0, "a server", _ -> new Reply.Dropped());
        var caller = Caller.of(server.url())) {
      assertThatThrownBy(() -> caller.get("/")).isInstanceOf(IOException.class);
    }
  }

  private static Reply answer(Request request) {
    if (request.path().equals("/broken")) {
      throw new IllegalStateException("nobody sees this");
    }
    return Reply.text("well");
  }
}
