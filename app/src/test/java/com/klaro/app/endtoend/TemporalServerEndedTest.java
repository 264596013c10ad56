package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.app.Checkout;
import com.klaro.sandbox.network.LoopbackPort;
import com.klaro.sandbox.process.Patience;
import com.klaro.sandbox.temporal.DevServer;
import com.klaro.sandbox.temporal.DevServerSettings;
import com.klaro.sandbox.temporal.TemporalBinary;
import com.klaro.store.temporal.SearchedBy;
import io.temporal.api.enums.v1.EventType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server's process ends under the running program, and another one takes its place: with what
/// it knew, and with nothing.
@Tag("real-temporal")
class TemporalServerEndedTest {
  private static final String NAMESPACE = "klaro";
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /// As `OutageOfTemporal` has it, where the wire is cut.
  private static final Duration ANSWER = Duration.ofSeconds(1);

  @TempDir private Path folder;

  private final int port = LoopbackPort.free();

  @Test
  void whoAskedMeanwhileIsServedAndRecoverMakesUpForWhatANewServerLacks() {
    KlaroHome home =
        KlaroHome.inMemory(folder.resolve("program"))
            .with("TEMPORAL_ADDRESS", LoopbackPort.HOST + ":" + port)
            .with("TEMPORAL_NAMESPACE", NAMESPACE);
    var before = new Customer("before@example.com");
    var meanwhile = new Customer("meanwhile@example.com");
    try (RunningKlaro klaro = home.start()) {
      String link;
      try (DevServer _ = server("kept")) {
        before.asksToSignUp(klaro).expect(202);
        link = before.token(klaro, LONGEST);
      }
      long begun = System.nanoTime();
      meanwhile.asksToSignUp(klaro).expect(202);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ANSWER);
      assertThat(Patience.await(LONGEST, () -> wasTriedInVain(klaro.database())))
          .as("what it asks for stays, and is tried again")
          .isTrue();
      assertThat(meanwhile.mails(klaro)).isEmpty();

      try (DevServer _ = server("kept")) {
        meanwhile.completes(klaro, meanwhile.token(klaro, LONGEST)).expect(201);
        recoverSays(home, "restarted 0, running 1, not reached 0");
      }
      try (DevServer _ = server("empty");
          var histories = Histories.of(klaro.runFile())) {
        recoverSays(home, "restarted 1, running 0, not reached 0");
        before.completes(klaro, link).expect(201);
        String id =
            klaro.database().texts("SELECT id FROM signups ORDER BY requested_at").getFirst();
        assertThat(Patience.await(LONGEST, () -> completed(histories, "identity/signup/" + id)))
            .as("a workflow of the new server heard of it")
            .isTrue();
      }
    }
  }

  private static boolean wasTriedInVain(Superuser database) {
    return !database.texts("SELECT id FROM outbox WHERE attempts > 0").isEmpty();
  }

  private static void recoverSays(KlaroHome home, String report) {
    KlaroHome.Ended ended = home.run("recover");
    assertThat(ended.out()).as(ended.err()).contains(report);
    assertThat(ended.code()).isZero();
  }

  private static boolean completed(Histories histories, String workflowId) {
    return histories.events(workflowId).getLast().getEventType()
        == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED;
  }

  private DevServer server(String name) {
    Path binary = TemporalBinary.find(List.of(Checkout.root().resolve(".klaro/bin"))).orElseThrow();
    return DevServer.start(
        new DevServerSettings(
            binary,
            folder.resolve(name),
            new DevServerSettings.Ports(port, 0, 0, 0),
            NAMESPACE,
            null,
            SearchedBy.types()));
  }
}
