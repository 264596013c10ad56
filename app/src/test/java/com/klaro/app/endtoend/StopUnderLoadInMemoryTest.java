package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.process.Patience;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGTERM is a promise to finish: whoever got through to the program is answered, whoever was told
/// 202 gets a mail. Temporal ends with the program here, and its workflows are made anew from rows.
class StopUnderLoadInMemoryTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void whatWasSentIsAnsweredAndWhatWasAcceptedHappens() throws InterruptedException {
    KlaroHome home = KlaroHome.inMemory(folder).config(StopUnderLoad.PATIENT);
    var load = new StopUnderLoad();
    try (RunningKlaro klaro = home.start()) {
      load.endsWell(klaro);
    }
    try (RunningKlaro again = home.start()) {
      assertThat(load.accepted())
          .allSatisfy(customer -> assertThat(customer.token(again, LONGEST)).isNotEmpty());
      assertThat(Patience.await(LONGEST, () -> again.database().count("outbox") == 0)).isTrue();
    }
  }
}
