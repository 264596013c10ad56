package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.util.JsonFormat;
import com.klaro.app.client.Answer;
import com.klaro.app.client.ApiClient;
import io.temporal.api.common.v1.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// S2-6: the same with a real Temporal: histories, failures in them, and the server's own file.
@Tag("real-temporal")
class CanaryTest {
  private static final String UNREACHABLE_MAIL =
      "mail:\n  host: 127.0.0.3\n  allowPlain: true\nlimits:\n  multiplier: 100000\n";
  private static final String ALL_WELL = "limits:\n  multiplier: 100000\n";

  /// Long enough for the mailing to fail and be written down as a failure.
  private static final Duration A_FAILED_ATTEMPT = Duration.ofSeconds(3);

  @TempDir private Path folder;

  @Test
  void whatACustomerTypesIsFoundNowhere() throws Exception {
    KlaroHome home = KlaroHome.realTemporal(folder);
    var journey = new CanaryJourney();
    var scan = new CanaryScan(journey.canaries());
    var control = new CanaryControl(journey.canaries());
    try (RunningKlaro klaro = home.config(UNREACHABLE_MAIL).start()) {
      journey.asks(klaro);
      Thread.sleep(A_FAILED_ATTEMPT);
      assertThat(klaro.stop()).isZero();
    }
    try (RunningKlaro klaro = home.config(ALL_WELL).start()) {
      journey.walks(klaro);
      new CanaryErrands(klaro, journey).run();
      control.inTables(klaro.database());
      scan.tables(klaro.database());
      scan.refusals(journey.refusals());
      try (var histories = Histories.of(klaro.runFile())) {
        control.inHistories(histories);
        histories.all().forEach(scan::bytes);
        String signup = signup(histories);
        theServersPagesShowItToWhoeverMayDecode(klaro, histories, signup);
        theCommandLineShowsItToWhoeverHasAToken(home, klaro, journey.canaries(), signup);
      }
      assertThat(klaro.stop()).isZero();
    }
    try (var files = Files.list(home.path().resolve("temporal"))) {
      assertThat(files).anyMatch(file -> file.toString().endsWith(".db"));
    }
    control.inTheLog(home);
    scan.files(home);
    control.isAllThatIs(scan.found());
    scan.mailbox(home);
    assertThat(scan.found().values())
        .as("the same search, where an address and a link must be")
        .anySatisfy(names -> assertThat(names).contains("address", "signup token"))
        .anySatisfy(names -> assertThat(names).contains("address", "reset token"));
  }

  /// As the page of a workflow does it, from wherever this run has its pages: its ports are
  /// shifted.
  private static void theServersPagesShowItToWhoeverMayDecode(
      RunningKlaro klaro, Histories histories, String signup) throws IOException {
    Payloads input =
        histories.events(signup).getFirst().getWorkflowExecutionStartedEventAttributes().getInput();
    assertThat(input.getPayloads(0).getMetadataOrThrow("encoding").toStringUtf8())
        .isEqualTo("binary/klaro-aes-gcm");
    String ui = klaro.runFile().tree().path("temporal").path("ui").asText();
    Answer shown =
        ApiClient.of(new OkHttpClient(), klaro.url("admin"))
            .with("Origin", ui)
            .with("X-Namespace", "klaro")
            .send(
                "POST",
                "/temporal/codec/decode",
                RequestBody.create(
                    JsonFormat.printer().print(input), MediaType.get("application/json")))
            .expect(200);
    assertThat(shown.header("Access-Control-Allow-Origin")).isEqualTo(ui);
    var plain = Payloads.newBuilder();
    JsonFormat.parser().merge(shown.body().toString(), plain);
    assertThat(plain.getPayloads(0).getData().toStringUtf8())
        .contains("\"signupId\":\"" + signup.substring("identity/signup/".length()) + "\"");
  }

  /// Development lets its pages in without a token, and nobody with one that is not ours.
  private static void theCommandLineShowsItToWhoeverHasAToken(
      KlaroHome home, RunningKlaro klaro, Canaries canaries, String signup) throws IOException {
    String token = home.run("staff", "token", "--role", "operator").out().strip();
    canaries.plant("operator's token", token);
    JsonNode claims =
        new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
        .as("minutes unless said otherwise")
        .isEqualTo(Duration.ofMinutes(30).toSeconds());
    var command = new TemporalCommand(klaro);
    String id = signup.substring("identity/signup/".length());
    assertThat(command.shows(signup, token)).contains("input[0].signupId: " + id);
    assertThat(command.shows(signup, token + "x"))
        .contains("context deadline exceeded")
        .doesNotContain("signupId");
  }

  private static String signup(Histories histories) throws IOException {
    return histories.all().keySet().stream()
        .filter(id -> id.startsWith("identity/signup/"))
        .findFirst()
        .orElseThrow();
  }
}
