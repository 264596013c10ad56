package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// S2-6: secrets and personal data are in no log, no answer, no row and no file of the database.
class CanaryInMemoryTest {
  private static final String WORDS = "words-of-a-stranger";

  @TempDir private Path folder;

  @Test
  void whatACustomerTypesIsFoundNowhere() throws Exception {
    KlaroHome home = KlaroHome.inMemory(folder);
    var journey = new CanaryJourney();
    var scan = new CanaryScan(journey.canaries());
    var control = new CanaryControl(journey.canaries());
    try (RunningKlaro klaro = home.start()) {
      journey.asks(klaro);
      journey.walks(klaro);
      new CanaryErrands(klaro, journey).run();
      malformed(klaro, "Host: " + WORDS + "\r\nHost: " + WORDS + "-too");
      malformed(klaro, "Host: " + WORDS + " twice");
      malformed(klaro, "Host: " + WORDS + ":99999999");
      control.inTables(klaro.database());
      scan.tables(klaro.database());
      scan.refusals(journey.refusals());
      assertThat(klaro.stop()).isZero();
    }
    control.inTheLog(home);
    scan.files(home);
    // A line per refused message would let strangers fill the disk, with words of their choice.
    assertThat(Files.readString(home.path().resolve("klaro.log"))).doesNotContain(WORDS);
    control.isAllThatIs(scan.found());
    scan.mailbox(home);
    assertThat(scan.found().values())
        .as("the same search, where an address and a link must be")
        .anySatisfy(names -> assertThat(names).contains("address", "signup token"))
        .anySatisfy(names -> assertThat(names).contains("address", "reset token"));
  }

  private static void malformed(RunningKlaro klaro, String hosts) throws IOException {
    URI api = URI.create(klaro.url("api"));
    try (var socket = new Socket(api.getHost(), api.getPort())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              ("GET /v1/me HTTP/1.1\r\n" + hosts + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400")
          .doesNotContain(WORDS);
    }
  }
}
