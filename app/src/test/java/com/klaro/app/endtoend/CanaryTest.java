package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same with a real Temporal: histories, failures in them, and the server's own file.
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
    try (RunningKlaro klaro = home.config(UNREACHABLE_MAIL).start()) {
      journey.asks(klaro);
      Thread.sleep(A_FAILED_ATTEMPT);
      assertThat(klaro.stop()).isZero();
    }
    try (RunningKlaro klaro = home.config(ALL_WELL).start()) {
      journey.walks(klaro);
      scan.tables(klaro.database());
      scan.refusals(journey.refusals());
      try (var histories = Histories.of(klaro.runFile())) {
        assertThat(histories.all()).as("something to look at").isNotEmpty();
        histories.all().forEach(scan::bytes);
      }
      assertThat(klaro.stop()).isZero();
    }
    try (var files = Files.list(home.path().resolve("temporal"))) {
      assertThat(files).anyMatch(file -> file.toString().endsWith(".db"));
    }
    scan.files(home);
    assertThat(scan.found()).isEmpty();
    scan.mailbox(home);
    assertThat(scan.found().values())
        .as("the same search, where an address and a link must be")
        .anySatisfy(names -> assertThat(names).contains("address", "signup token"));
  }
}
