package com.klaro.activities.identity.breach;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.control.Effect;
import com.klaro.sandbox.control.Faults;
import com.klaro.sandbox.control.PlannedFault;
import com.klaro.sandbox.control.ProviderServer;
import com.klaro.sandbox.control.VirtualClock;
import com.klaro.sandbox.http.Content;
import com.klaro.sandbox.http.LocalHttpServer;
import com.klaro.sandbox.http.Reply;
import com.klaro.sandbox.http.Request;
import com.klaro.sandbox.pwned.PwnedProvider;
import com.klaro.store.identity.password.BreachSettings;
import com.klaro.store.identity.password.BreachedPasswords.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every server of published passwords does to us, as the sandbox does it, and what none
/// should.
class PwnedPasswordsTest {

  private static final String SHA1 = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";
  private static final String SUFFIX = SHA1.substring(5);

  @TempDir private Path folder;

  @Test
  void whatIsPublishedIsFoundAndNothingElse() {
    PwnedProvider provider = PwnedProvider.in(folder);
    try (var server = sandbox(provider, new Faults());
        var asked = asking(server.url() + "/pwned")) {
      assertThat(asked.find(SHA1)).isInstanceOf(Answer.NotFound.class);
      assertThat(provider.act(SHA1, "breach")).isNotNull();
      assertThat(asked.find(SHA1)).isInstanceOf(Answer.Found.class);
      assertThat(asked.find(SHA1.replace('8', '9'))).isInstanceOf(Answer.NotFound.class);
    }
  }

  @Test
  void whoIsLateFailsOrHangsUpTellsNothing() {
    PwnedProvider provider = PwnedProvider.in(folder);
    var faults = new Faults();
    try (var server = sandbox(provider, faults);
        var asked = asking(server.url() + "/pwned/")) {
      assertThat(provider.act(SHA1, "breach")).isNotNull();
      // The client is made with the first question, which takes a machine at work its time.
      assertThat(asked.find(SHA1)).isInstanceOf(Answer.Found.class);
      for (Effect effect : List.of(Effect.DELAY, Effect.FAIL, Effect.DROP_REPLY)) {
        faults.plan(new PlannedFault("f", "pwned", "GET /range/5BAA6", effect, 100, 500, 5_000));
        long began = System.nanoTime();
        assertThat(asked.find(SHA1)).as(effect.word()).isInstanceOf(Answer.Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
        faults.clear();
      }
      assertThat(asked.find(SHA1)).isInstanceOf(Answer.Found.class);
    }
  }

  @Test
  void fiveDigitsLeaveThisMachineAndPaddingIsAskedFor() {
    List<Request> seen = new ArrayList<>();
    try (var server =
            LocalHttpServer.start(
                0,
                "a server",
                request -> {
                  seen.add(request);
                  return Reply.text(SUFFIX + ":3\r\n");
                });
        var asked = asking(server.url())) {
      assertThat(asked.find(SHA1)).isInstanceOf(Answer.Found.class);
      assertThat(seen)
          .singleElement()
          .satisfies(request -> {
            assertThat(request.path()).isEqualTo("/range/5BAA6");
            assertThat(request.rawQuery()).isEmpty();
            assertThat(request.header("Add-Padding")).contains("true");
            assertThat(request.header("Accept-Encoding")).contains("identity");
            assertThat(request.headers().toString()).doesNotContain(SUFFIX);
          });
    }
  }

  @Test
  void paddingIsNoFind() {
    assertThat(answered(Reply.text(SUFFIX + ":0\r\n" + "0".repeat(35) + ":7")))
        .isInstanceOf(Answer.NotFound.class);
    assertThat(answered(Reply.text("0".repeat(35) + ":7\n" + SUFFIX + ":10")))
        .isInstanceOf(Answer.Found.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>Sign in to the hotel's network</html>",
        "1E4C9B93F3F0682250B6CF8331B7EE68FD8",
        "1E4C9B93F3F0682250B6CF8331B7EE68FD8:x",
        "00000000000000000000000000000000000:1\nnonsense",
      })
  void whatCannotBeReadTellsNothing(String body) {
    assertThat(answered(Reply.text(body))).isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void anotherStatusTellsNothingAndNobodyIsFollowed() {
    assertThat(answered(Reply.of(404, "text/plain", Content.of(SUFFIX + ":3"))))
        .isInstanceOf(Answer.Unknown.class);
    assertThat(answered(Reply.nothing())).isInstanceOf(Answer.Unknown.class);
    assertThat(
            answered(
                Reply.of(302, "text/plain", Content.of(SUFFIX + ":3"))
                    .with("Location", "http://127.0.0.1:1/range/5BAA6")))
        .isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void aHugeAnswerIsNotReadToItsEnd() {
    String line = "0".repeat(35) + ":1\r\n";
    assertThat(answered(Reply.text(line.repeat(5_000)))).isInstanceOf(Answer.NotFound.class);
    assertThat(answered(Reply.text(line.repeat(200_000) + SUFFIX + ":3")))
        .isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void whoIsNotThereTellsNothing() {
    try (var asked = asking("http://127.0.0.1:1")) {
      assertThat(asked.find(SHA1)).isInstanceOf(Answer.Unknown.class);
    }
  }

  private static Answer answered(Reply reply) {
    try (var server = LocalHttpServer.start(0, "a server", _ -> reply);
        var asked = asking(server.url())) {
      return asked.find(SHA1);
    }
  }

  private static ProviderServer sandbox(PwnedProvider provider, Faults faults) {
    return ProviderServer.start(0, List.of(provider), faults, new VirtualClock(Clock.systemUTC()));
  }

  /// Patient enough for a machine on which others work.
  private static PwnedPasswords asking(String url) {
    return new PwnedPasswords(
        new BreachSettings(URI.create(url), Duration.ofSeconds(2), BreachSettings.OnFailure.OPEN));
  }
}
