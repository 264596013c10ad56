package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.app.Checkout;
import com.klaro.sandbox.process.Patience;
import com.klaro.sandbox.temporal.DevServer;
import com.klaro.sandbox.temporal.DevServerSettings;
import com.klaro.sandbox.temporal.TemporalBinary;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same beside a Temporal that stays, which is the one that knows: what the program had taken
/// from it and did not hand in would be in its histories, as an attempt that ran out of time.
@Tag("real-temporal")
class StopUnderLoadTest {
  private static final Duration LONGEST = Duration.ofSeconds(90);
  private static final String NAMESPACE = "klaro";

  @TempDir private Path folder;

  @Test
  void nothingThatWasAcceptedOrBegunIsLost() throws InterruptedException {
    var load = new StopUnderLoad();
    try (DevServer temporal = temporal()) {
      KlaroHome home =
          KlaroHome.inMemory(folder.resolve("program"))
              .with("TEMPORAL_ADDRESS", temporal.address())
              .with("TEMPORAL_NAMESPACE", NAMESPACE)
              .config(StopUnderLoad.PATIENT);
      try (RunningKlaro klaro = home.start()) {
        load.endsWell(klaro);
      }
      try (RunningKlaro again = home.start();
          var histories = Histories.of(again.runFile())) {
        for (Customer customer : load.accepted()) {
          customer.completes(again, customer.token(again, LONGEST)).expect(201);
        }
        List<String> all = again.database().texts("SELECT id FROM signups");
        assertThat(all).as("these and the one from before").hasSize(load.accepted().size() + 1);
        assertThat(all).allSatisfy(id -> isWhole(histories, "identity/signup/" + id));
      }
    }
  }

  /// Ended well, with every step done at its first attempt.
  private static void isWhole(Histories histories, String workflowId) {
    assertThat(Patience.await(LONGEST, () -> completed(histories.events(workflowId)))).isTrue();
    StopUnderLoad.nothingWasTakenAndNotHandedIn(histories.events(workflowId));
  }

  private static boolean completed(List<HistoryEvent> events) {
    return events.getLast().getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED;
  }

  private DevServer temporal() {
    Path binary = TemporalBinary.find(List.of(Checkout.root().resolve(".klaro/bin"))).orElseThrow();
    return DevServer.start(
        new DevServerSettings(
            binary,
            folder.resolve("server"),
            DevServerSettings.Ports.FREE,
            NAMESPACE,
            null,
            Map.of()));
  }
}
