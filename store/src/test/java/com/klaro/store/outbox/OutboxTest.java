package com.klaro.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.sandbox.network.Fault;
import com.klaro.sandbox.network.FaultProxy;
import com.klaro.sandbox.temporal.InMemoryServer;
import com.klaro.store.MutableClock;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.temporal.Delivery;
import com.klaro.store.temporal.KlaroTemporalPlugin;
import com.klaro.store.temporal.SearchedBy;
import com.klaro.store.temporal.TemporalConnection;
import com.klaro.store.temporal.TemporalSettings;
import com.klaro.store.temporal.TestKeys;
import com.klaro.store.temporal.WorkflowGateway;
import com.klaro.store.temporal.WorkflowStart;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.tenancy.OfWorkspace;
import com.klaro.workflows.tenancy.WorkspaceId;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.common.v1.SearchAttributes;
import io.temporal.api.enums.v1.EventType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// On a real Postgres, and the in-memory Temporal behind a wire that can be cut.
class OutboxTest {

  private static final InMemoryServer TEMPORAL =
      InMemoryServer.start(0, "klaro", SearchedBy.types());
  private static final FaultProxy WIRE =
      FaultProxy.to(Integer.parseInt(TEMPORAL.address().split(":")[1]));
  private static final KlaroTemporalPlugin PLUGIN =
      new KlaroTemporalPlugin(
          "test", TestKeys.codec(1), new SimpleMeterRegistry(), Tracing.off(), List.of());
  private static final TemporalConnection CONNECTION =
      TemporalConnection.forRequests(
          new TemporalSettings(WIRE.host() + ":" + WIRE.port(), "klaro", null), PLUGIN);
  private static final WorkflowGateway GATEWAY = new WorkflowGateway(CONNECTION::client);

  private final TestDatabase test = TestDatabase.fresh();
  private final MutableClock clock = new MutableClock(Instant.now());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final OutboxDispatcher dispatcher =
      new OutboxDispatcher(
          test.database(), GATEWAY, clock, RandomGenerator.getDefault(), meters, Tracing.off());
  private final Outbox outbox = Outbox.leftToDispatcher(Ids.timeOrdered(), clock);

  @AfterAll
  static void disconnect() {
    GATEWAY.close();
    CONNECTION.close();
    WIRE.close();
    TEMPORAL.close();
  }

  @AfterEach
  void close() {
    WIRE.set(new Fault.Pass());
    dispatcher.close();
    test.close();
  }

  @Test
  void aRolledBackEntryNeverReachesTemporal() throws InterruptedException {
    String id = key();
    assertThatThrownBy(() ->
            test.database()
                .inTransaction(
                    DatabaseRole.IDENTITY,
                    transaction -> {
                      outbox.add(transaction, start(id));
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(dispatcher.dispatch()).isZero();
    assertThat(events(id)).isEmpty();
  }

  @Test
  void everyRowStartsOnceHoweverManyHandsReachForIt() throws InterruptedException {
    List<String> ids = Stream.generate(OutboxTest::key).limit(60).toList();
    try (var starter =
            new OutboxStarter(
                test.database(),
                GATEWAY,
                clock,
                RandomGenerator.getDefault(),
                meters,
                Tracing.off());
        var second =
            new OutboxDispatcher(
                test.database(),
                GATEWAY,
                clock,
                RandomGenerator.getDefault(),
                meters,
                Tracing.off())) {
      dispatcher.start();
      second.start();
      var own = new Outbox(Ids.timeOrdered(), clock, Tracing.off(), starter);
      for (int i = 0; i < ids.size(); i++) {
        add(i % 2 == 0 ? own : outbox, start(ids.get(i)));
      }
      awaitEmpty(Duration.ofSeconds(20));
    }
    for (String id : ids) {
      assertThat(events(id)).containsOnlyOnce(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED);
    }
  }

  @Test
  void theCommittingProcessNeedsNoDispatcher() throws InterruptedException {
    String id = key();
    try (var starter =
        new OutboxStarter(
            test.database(), GATEWAY, clock, RandomGenerator.getDefault(), meters, Tracing.off())) {
      add(new Outbox(Ids.timeOrdered(), clock, Tracing.off(), starter), start(id));
      awaitEmpty(Duration.ofSeconds(10));
    }
    assertThat(events(id)).isNotEmpty();
  }

  @Test
  void aCrashBetweenStartAndDeleteHasNoSecondEffect() throws InterruptedException {
    String id = key();
    add(outbox, start(id));
    assertThat(GATEWAY.start(WorkflowStart.of("SignupWorkflow", id, "identity", command())))
        .isInstanceOf(Delivery.Reached.class);
    assertThat(dispatcher.dispatch()).isEqualTo(1);
    assertThat(rows()).isEmpty();
    assertThat(events(id)).containsOnlyOnce(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED);
  }

  @Test
  void aRowOfACrashedDispatcherIsTakenAgainAfterItsLease() throws InterruptedException {
    String id = key();
    add(outbox, start(id));
    test.database()
        .inTransaction(
            DatabaseRole.PLATFORM,
            it ->
                assertThat(
                        OutboxSql.claim(
                            it.handle(), clock.instant(), clock.instant().plusSeconds(30), 9))
                    .hasSize(1));
    assertThat(dispatcher.dispatch()).isZero();
    clock.advance(Duration.ofSeconds(31));
    assertThat(dispatcher.dispatch()).isEqualTo(1);
    assertThat(rows()).isEmpty();
  }

  @Test
  void whileTemporalIsAwayRowsStayAndThenAllOfThemStart() throws InterruptedException {
    List<String> ids = Stream.generate(OutboxTest::key).limit(40).toList();
    WIRE.set(new Fault.Refuse());
    ids.forEach(id -> add(outbox, start(id)));
    for (int i = 0; i < 5; i++) {
      dispatcher.dispatch();
      clock.advance(Duration.ofSeconds(2));
    }
    assertThat(rows()).hasSize(40);
    assertThat(rows())
        .filteredOn(row -> row.attempts() > 0)
        .hasSize(32)
        .allSatisfy(row -> assertThat(row.lastError()).isIn("unavailable", "deadline-exceeded"));

    WIRE.set(new Fault.Pass());
    Instant limit = Instant.now().plusSeconds(20);
    while (!rows().isEmpty() && Instant.now().isBefore(limit)) {
      dispatcher.dispatch();
      Thread.sleep(100);
    }
    assertThat(rows()).isEmpty();
    for (String id : ids) {
      assertThat(events(id)).containsOnlyOnce(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED);
    }
  }

  @Test
  void aServerThatHangsCostsSecondsNotMinutes() {
    WIRE.set(new Fault.Stall());
    Instant begun = Instant.now();
    assertThat(GATEWAY.start(WorkflowStart.of("SignupWorkflow", key(), "identity", command())))
        .isInstanceOf(Delivery.Unreachable.class);
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(7));
  }

  @Test
  void aSignalWaitsForItsStart() throws InterruptedException {
    String id = key();
    add(
        Outbox.leftToDispatcher(Ids.timeOrdered(), Clock.offset(clock, Duration.ofSeconds(10))),
        start(id));
    add(outbox, signal(id));
    assertThat(dispatcher.dispatch()).isEqualTo(1);
    assertThat(rows())
        .hasSize(2)
        .anySatisfy(row -> assertThat(row.lastError()).isEqualTo("waits-for-start"));

    clock.advance(Duration.ofSeconds(11));
    dispatcher.dispatch();
    clock.advance(Duration.ofSeconds(11));
    dispatcher.dispatch();
    assertThat(rows()).isEmpty();
    assertThat(events(id)).containsOnlyOnce(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED);
  }

  @Test
  void aSignalToWhatNeverRanIsDone() throws InterruptedException {
    add(outbox, signal(key()));
    assertThat(dispatcher.dispatch()).isEqualTo(1);
    assertThat(rows()).isEmpty();
  }

  @Test
  void signalWithStartStartsOnceAndSignalsEachTime() throws InterruptedException {
    String id = key();
    var both =
        new OutboxEntry.SignalWithStart(
            WorkflowStart.of("SignupWorkflow", id, "identity", command()), "completed", null);
    add(outbox, both);
    dispatcher.dispatch();
    add(outbox, both);
    dispatcher.dispatch();
    assertThat(rows()).isEmpty();
    assertThat(events(id))
        .filteredOn(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED::equals)
        .hasSize(2);
  }

  @Test
  void aWorkflowIdThatCouldNameSomebodyIsRefused() {
    for (String id :
        List.of("identity/signup/ann@example.com", "identity/signup/+911234", "x", "a/b/C D")) {
      assertThatThrownBy(() -> add(outbox, start(id))).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aRowThatCannotBeReadDoesNotHoldUpItsNeighbours() throws InterruptedException {
    add(outbox, start(key()));
    add(outbox, start(key()));
    try (Handle superuser = test.superuser()) {
      superuser.execute(
          "UPDATE outbox SET arguments = '[]' WHERE id = (SELECT id FROM outbox ORDER BY id LIMIT"
              + " 1)");
    }
    assertThat(dispatcher.dispatch()).isEqualTo(2);
    assertThat(rows())
        .singleElement()
        .satisfies(row -> assertThat(row.lastError()).isEqualTo("IllegalStateException"));
  }

  record Order(WorkspaceId workspaceId) implements OfWorkspace {}

  /// What the queue is fair by, and what operators look for.
  @Test
  void aStartArrivesWithItsWorkspaceAndItsTerm() throws InterruptedException {
    String id = key();
    var workspace = new WorkspaceId(UUID.randomUUID());
    add(
        outbox,
        new OutboxEntry.Start(
            WorkflowStart.of("OrderWorkflow", id, "orders", new Order(workspace))
                .dueAt(Instant.parse("2026-03-04T10:00:00Z"))));
    dispatcher.dispatch();
    SearchAttributes attributes =
        CONNECTION
            .client()
            .fetchHistory(id)
            .getEvents()
            .getFirst()
            .getWorkflowExecutionStartedEventAttributes()
            .getSearchAttributes();
    assertThat(said(attributes, "WorkspaceId")).isEqualTo("\"" + workspace + "\"");
    assertThat(said(attributes, "SlaDueAt")).contains("2026-03-04T10:00");
  }

  private static String said(SearchAttributes attributes, String name) {
    return attributes.getIndexedFieldsOrThrow(name).getData().toStringUtf8();
  }

  private void add(Outbox to, OutboxEntry entry) {
    test.database().inTransaction(DatabaseRole.IDENTITY, transaction -> to.add(transaction, entry));
  }

  private static String key() {
    return "identity/signup/" + UUID.randomUUID();
  }

  private static SignupCommand command() {
    return new SignupCommand(new SignupId(UUID.randomUUID()), Duration.ofHours(24));
  }

  private static OutboxEntry start(String id) {
    return new OutboxEntry.Start(WorkflowStart.of("SignupWorkflow", id, "identity", command()));
  }

  private static OutboxEntry signal(String id) {
    return new OutboxEntry.Signal("SignupWorkflow", id, "identity", "completed", null);
  }

  record Kept(String workflowId, int attempts, @Nullable String lastError) {}

  private List<Kept> rows() {
    try (Handle superuser = test.superuser()) {
      return superuser
          .createQuery("SELECT workflow_id, attempts, last_error FROM outbox")
          .mapTo(Kept.class)
          .list();
    }
  }

  private void awaitEmpty(Duration patience) throws InterruptedException {
    Instant limit = Instant.now().plus(patience);
    while (!rows().isEmpty()) {
      assertThat(Instant.now()).isBefore(limit);
      Thread.sleep(100);
    }
  }

  private static List<EventType> events(String id) {
    try {
      return CONNECTION.client().fetchHistory(id).getEvents().stream()
          .map(event -> event.getEventType())
          .toList();
    } catch (StatusRuntimeException unknown) {
      return List.of();
    }
  }
}
