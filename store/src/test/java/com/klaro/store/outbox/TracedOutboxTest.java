package com.klaro.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.network.Fault;
import com.klaro.sandbox.network.FaultProxy;
import com.klaro.sandbox.temporal.InMemoryServer;
import com.klaro.store.MutableClock;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.telemetry.Collector;
import com.klaro.store.telemetry.Span;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.temporal.KlaroTemporalPlugin;
import com.klaro.store.temporal.TemporalConnection;
import com.klaro.store.temporal.TemporalSettings;
import com.klaro.store.temporal.TestKeys;
import com.klaro.store.temporal.WorkflowGateway;
import com.klaro.store.temporal.WorkflowStart;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TracedOutboxTest {

  private static final DatabaseSettings PATIENT =
      new DatabaseSettings(8, Duration.ofSeconds(20), Duration.ofSeconds(20));

  private final MutableClock clock = new MutableClock(Instant.now());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void aRowSentLaterByAnotherProgramGoesOnUnderTheTraceThatWroteIt() throws Exception {
    try (var collector = new Collector()) {
      try (Tracing api = Tracing.of(collector.settings(), "api", new byte[32]);
          Tracing worker = Tracing.of(collector.settings(), "worker", new byte[32]);
          InMemoryServer temporal = InMemoryServer.start(0, "klaro", Map.of());
          FaultProxy wire = FaultProxy.to(Integer.parseInt(temporal.address().split(":")[1]));
          TestDatabase database = TestDatabase.fresh(PATIENT, api)) {
        try (Span request = api.entered("POST /v1/signups", null)) {
          assertThat(request.traceId()).isNotEmpty();
          write(database, api);
        }
        send(wire, database, worker);
      }
      Collector.Received request = collector.span("POST /v1/signups");
      Collector.Received transaction = collector.span("transaction identity");
      List<Collector.Received> sent =
          collector.spans().stream().filter(span -> span.name().equals("outbox start")).toList();
      assertThat(transaction.parent()).isEqualTo(request.id());
      assertThat(sent)
          .hasSize(2)
          .allSatisfy(span -> {
            assertThat(span.parent()).isEqualTo(transaction.id());
            assertThat(span.trace()).isEqualTo(request.trace());
            assertThat(span.service()).isEqualTo("klaro-worker");
          });
      assertThat(sent.getFirst().failure()).isIn("unavailable", "deadline-exceeded");
      assertThat(sent.getLast().failure()).isEmpty();
      assertThat(collector.spans())
          .extracting(Collector.Received::trace)
          .containsOnly(request.trace());
    }
  }

  private void write(TestDatabase database, Tracing tracing) {
    var outbox = Outbox.leftToDispatcher(Ids.timeOrdered(), clock, tracing);
    var signup = new SignupId(UUID.randomUUID());
    var start =
        new OutboxEntry.Start(
            WorkflowStart.of(
                "SignupWorkflow",
                "identity/signup/" + signup.value(),
                "identity",
                new SignupCommand(signup, Duration.ofHours(24))));
    database.database().inTransaction(DatabaseRole.IDENTITY, it -> outbox.add(it, start));
  }

  /// Once in vain, and then until both are sent.
  private void send(FaultProxy wire, TestDatabase database, Tracing tracing)
      throws InterruptedException {
    var settings = new TemporalSettings(wire.host() + ":" + wire.port(), "klaro", null);
    var plugin = new KlaroTemporalPlugin("worker", TestKeys.codec(1), meters, tracing, List.of());
    try (var connection = TemporalConnection.forRequests(settings, plugin);
        var gateway = new WorkflowGateway(connection::client);
        var dispatcher =
            new OutboxDispatcher(
                database.database(),
                gateway,
                clock,
                RandomGenerator.getDefault(),
                meters,
                tracing)) {
      wire.set(new Fault.Refuse());
      assertThat(dispatcher.dispatch()).isEqualTo(1);
      // One of no trace, which must not get any on its way.
      write(database, tracing);
      wire.set(new Fault.Pass());
      Instant limit = Instant.now().plusSeconds(20);
      for (int sent = 0; sent < 2; sent += dispatcher.dispatch()) {
        assertThat(Instant.now()).isBefore(limit);
        Thread.sleep(100);
      }
    }
  }
}
