package com.klaro.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.sandbox.network.FaultProxy;
import com.klaro.sandbox.temporal.InMemoryServer;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.temporal.WorkflowStart;
import com.klaro.worker.wiring.FeatureWiring;
import com.klaro.worker.wiring.Purge;
import com.klaro.worker.wiring.Unfinished;
import com.klaro.workflows.identity.SignupWorkflowImpl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Whatever a feature brings is done for it, though its neighbour fails.
class SecondFeatureTest {

  private static final Unfinished BROKEN_ROWS =
      () -> {
        throw new IllegalStateException("as a defect would");
      };
  private static final Purge BROKEN_PURGE =
      Purge.hourly(
          "broken",
          () -> {
            throw new IllegalStateException("as a defect would");
          });
  private static final FeatureWiring NEIGHBOUR =
      new FeatureWiring(
          "neighbour",
          List.of(SignupWorkflowImpl.class),
          List::of,
          List.of(BROKEN_ROWS),
          List.of(BROKEN_PURGE));

  @Test
  void itsRowsAreRestarted() throws Exception {
    String id = "threads/look/" + UUID.randomUUID();
    FeatureWiring second =
        Threads.wiring(
            () -> List.of(WorkflowStart.of("ThreadsWorkflow", id, Threads.QUEUE, List.of())),
            Purge.hourly("threads", () -> 0));
    try (var temporal = InMemoryServer.start(0, "klaro", Map.of());
        var wire = FaultProxy.to(Integer.parseInt(temporal.address().split(":")[1]));
        var shift = new OnShift(wire, Tracing.off(), second)) {
      List<Recovery> recoveries = Recovery.ofAll(List.of(NEIGHBOUR, second), shift.gateway);
      assertThat(recoveries).hasSize(2);
      assertThatThrownBy(recoveries.getFirst()::run).hasMessage("as a defect would");
      assertThat(recoveries.getLast().run()).isEqualTo(new Recovery.Report(1, 0, 0));
      assertThat(
              shift
                  .client()
                  .newUntypedWorkflowStub(id)
                  .getResult(60, TimeUnit.SECONDS, Boolean[].class))
          .hasSize(2);
    }
  }

  @Test
  void itsRowsAreDeletedInItsOwnPeriod() throws InterruptedException {
    var runs = new CountDownLatch(3);
    var mechanism = new CountDownLatch(1);
    var often =
        new Purge(
            "threads",
            Duration.ofMillis(5),
            () -> {
              runs.countDown();
              return 1;
            });
    FeatureWiring second = Threads.wiring(List::of, often);
    try (var _ =
        Retention.start(
            Duration.ZERO,
            List.of(NEIGHBOUR, second),
            Purge.hourly(
                "keys",
                () -> {
                  mechanism.countDown();
                  return 0;
                }))) {
      assertThat(runs.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(mechanism.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}
