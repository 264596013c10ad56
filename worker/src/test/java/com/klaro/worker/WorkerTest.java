package com.klaro.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.klaro.sandbox.network.Fault;
import com.klaro.sandbox.network.FaultProxy;
import com.klaro.sandbox.temporal.InMemoryServer;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.identity.IdentityStarts;
import com.klaro.store.outbox.OutboxEntry;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.identity.SignupOutcome;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// From a committed row to a finished workflow, with the product's converter, gateway, dispatcher
/// and worker.
class WorkerTest {

  private static final InMemoryServer TEMPORAL = InMemoryServer.start(0, "klaro", Map.of());
  private static final FaultProxy WIRE =
      FaultProxy.to(Integer.parseInt(TEMPORAL.address().split(":")[1]));
  private static final Duration DAY = Duration.ofHours(24);

  private final SignupId signup = new SignupId(UUID.randomUUID());

  @AfterEach
  void mend() {
    WIRE.set(new Fault.Pass());
  }

  @AfterAll
  static void close() {
    WIRE.close();
    TEMPORAL.close();
  }

  @Test
  void aCommittedRowBecomesAWorkflowThatEndsOnItsSignal()
      throws InterruptedException, TimeoutException {
    try (var shift = new OnShift(WIRE)) {
      commit(shift, start(DAY));
      await(() -> shift.signups.mailed.contains(signup));
      commit(shift, completed());
      assertThat(outcome(shift)).isEqualTo(SignupOutcome.COMPLETED);
      assertThat(shift.signups.expired).isEmpty();
      await(() -> shift.health.look().healthy());
    }
  }

  /// No API beside it: what is seen of the outbox and of Temporal is the worker's own.
  @Test
  void aWorkerAloneMeasuresItsOutboxAndItsTemporal() throws InterruptedException, TimeoutException {
    WIRE.set(new Fault.Refuse());
    try (var shift = new OnShift(WIRE)) {
      commit(shift, start(DAY));
      await(() -> shift.meters.scrape().contains("\nklaro_outbox_depth 1.0\n"));
      await(() -> !shift.meters.scrape().contains("\nklaro_outbox_oldest_seconds 0.0\n"));
      WIRE.set(new Fault.Pass());
      await(() -> shift.worker.shift() == Shift.ON);
      commit(shift, completed());
      assertThat(outcome(shift)).isEqualTo(SignupOutcome.COMPLETED);
      await(() -> shift.meters.scrape().contains("\nklaro_outbox_depth 0.0\n"));
      assertThat(shift.meters.scrape())
          .contains(
              "\nklaro_outbox_oldest_seconds 0.0\n",
              "\ntemporal_worker_start_total{",
              "\ntemporal_workflow_completed_total{",
              "\ntemporal_activity_execution_latency_seconds_count{")
          .containsPattern("\ntemporal_worker_task_slots_available\\{[^}]*} [1-9]");
    }
  }

  @Test
  void anUnusedShortLinkIsForgotten() throws InterruptedException, TimeoutException {
    try (var shift = new OnShift(WIRE)) {
      commit(shift, start(Duration.ofSeconds(2)));
      assertThat(outcome(shift)).isEqualTo(SignupOutcome.EXPIRED);
      assertThat(shift.signups.expired).containsExactly(signup);
    }
  }

  @Test
  void theWorkerStartsWithoutTemporalAndTakesUpItsWorkLater()
      throws InterruptedException, TimeoutException {
    WIRE.set(new Fault.Refuse());
    Instant begun = Instant.now();
    try (var shift = new OnShift(WIRE)) {
      assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(30));
      commit(shift, start(DAY));
      assertThat(shift.worker.shift()).isEqualTo(Shift.WAITING_FOR_TEMPORAL);
      assertThat(shift.health.look().healthy()).isFalse();
      WIRE.set(new Fault.Pass());
      await(() -> shift.worker.shift() == Shift.ON);
      commit(shift, completed());
      assertThat(outcome(shift)).isEqualTo(SignupOutcome.COMPLETED);
    }
  }

  @Test
  void aWorkerThatNeverMetTemporalStops() {
    WIRE.set(new Fault.Refuse());
    var shift = new OnShift(WIRE);
    Instant begun = Instant.now();
    shift.close();
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void whatAFailureSaysIsNeitherInTheHistoryNorInTheLog()
      throws InterruptedException, TimeoutException {
    SdkLogFilter.install();
    List<String> lines = new CopyOnWriteArrayList<>();
    var appender =
        new ListAppender<ILoggingEvent>() {
          @Override
          protected void append(ILoggingEvent event) {
            lines.add(
                event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(event.getThrowableProxy())));
          }
        };
    appender.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    try (var shift = new OnShift(WIRE)) {
      shift.signups.refuses = true;
      commit(shift, start(DAY));
      assertThat(outcome(shift)).isEqualTo(SignupOutcome.UNDELIVERED);
      String history =
          shift.client().fetchHistory(IdentityQueue.signupWorkflowId(signup)).toJson(true);
      assertThat(history).contains("Encoded failure").doesNotContain(FakeSignups.CANARY);
    } finally {
      root.detachAppender(appender);
    }
    assertThat(lines)
        .anySatisfy(line ->
            assertThat(line)
                .contains("Activity failure")
                .contains("ApplicationFailure[MAIL_REFUSED] at com.klaro."))
        .noneSatisfy(line -> assertThat(line).contains(FakeSignups.CANARY));
  }

  @Test
  void recoveryRestartsWhatRowsCallOpenAndLeavesTheRestAlone()
      throws InterruptedException, TimeoutException {
    try (var shift = new OnShift(WIRE)) {
      var recovery = new Recovery(() -> List.of(IdentityStarts.signup(signup, DAY)), shift.gateway);
      assertThat(recovery.run()).isEqualTo(new Recovery.Report(1, 0, 0));
      assertThat(recovery.run()).isEqualTo(new Recovery.Report(0, 1, 0));
      stub(shift).terminate("as if its server had been lost");
      assertThat(recovery.run()).isEqualTo(new Recovery.Report(1, 0, 0));
      commit(shift, completed());
      assertThat(outcome(shift)).isEqualTo(SignupOutcome.COMPLETED);
      assertThat(recovery.run()).isEqualTo(new Recovery.Report(0, 1, 0));
    }
  }

  private OutboxEntry start(Duration linkLife) {
    return new OutboxEntry.Start(IdentityStarts.signup(signup, linkLife));
  }

  private OutboxEntry completed() {
    return new OutboxEntry.Signal(
        "SignupWorkflow",
        IdentityQueue.signupWorkflowId(signup),
        IdentityQueue.NAME,
        "completed",
        null);
  }

  private static void commit(OnShift shift, OutboxEntry entry) {
    shift
        .database
        .database()
        .inTransaction(DatabaseRole.IDENTITY, transaction -> shift.outbox.add(transaction, entry));
  }

  private WorkflowStub stub(OnShift shift) {
    return shift.client().newUntypedWorkflowStub(IdentityQueue.signupWorkflowId(signup));
  }

  private SignupOutcome outcome(OnShift shift) throws InterruptedException, TimeoutException {
    await(() -> exists(shift));
    return stub(shift).getResult(30, TimeUnit.SECONDS, SignupOutcome.class);
  }

  private boolean exists(OnShift shift) {
    try {
      stub(shift).describe();
      return true;
    } catch (WorkflowException notYet) {
      return false;
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant limit = Instant.now().plusSeconds(30);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("patience").isBefore(limit);
      Thread.sleep(100);
    }
  }
}
