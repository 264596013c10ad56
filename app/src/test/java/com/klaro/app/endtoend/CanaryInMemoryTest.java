package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets and personal data are in no log, no answer, no row and no file of the database.
class CanaryInMemoryTest {
  @TempDir private Path folder;

  @Test
  void whatACustomerTypesIsFoundNowhere() {
    KlaroHome home = KlaroHome.inMemory(folder);
    var journey = new CanaryJourney();
    var scan = new CanaryScan(journey.canaries());
    try (RunningKlaro klaro = home.start()) {
      journey.asks(klaro);
      journey.walks(klaro);
      scan.tables(klaro.database());
      scan.refusals(journey.refusals());
      assertThat(klaro.stop()).isZero();
    }
    scan.files(home);
    assertThat(scan.found()).isEmpty();
    scan.mailbox(home);
    assertThat(scan.found().values())
        .as("the same search, where an address and a link must be")
        .anySatisfy(names -> assertThat(names).contains("address", "signup token"));
  }
}
