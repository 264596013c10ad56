package com.klaro.worker;

import com.klaro.activities.tenancy.TenancyInterceptor;
import com.klaro.sandbox.network.FaultProxy;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.outbox.OutboxDispatcher;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.temporal.KlaroTemporalPlugin;
import com.klaro.store.temporal.TemporalConnection;
import com.klaro.store.temporal.TemporalSettings;
import com.klaro.store.temporal.TestKeys;
import com.klaro.store.temporal.WorkflowGateway;
import com.klaro.store.tenancy.TenancyGate;
import com.klaro.worker.identity.IdentityWiring;
import com.klaro.worker.wiring.FeatureWiring;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// One worker of the product, wired as the product wires it, behind a wire that can be cut.
final class OnShift implements AutoCloseable {

  /// The deadline of a request is not what is tested here.
  private static final DatabaseSettings PATIENT =
      new DatabaseSettings(8, Duration.ofSeconds(10), Duration.ofSeconds(20));

  final TestDatabase database;
  final FakeSignups signups = new FakeSignups();
  final Outbox outbox;
  final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final WorkflowGateway gateway;
  final Worker worker;
  final WorkerHealth health;
  private final TemporalConnection requests;
  private final TemporalConnection polls;

  OnShift(FaultProxy wire) {
    this(wire, Tracing.off());
  }

  OnShift(FaultProxy wire, TemporalFloor floor) {
    this(wire, Tracing.off(), floor);
  }

  /// @param tracing stays the caller's to close
  /// @param more beside what the product works on
  OnShift(FaultProxy wire, Tracing tracing, FeatureWiring... more) {
    this(wire, tracing, TemporalFloor.ANY, more);
  }

  private OnShift(FaultProxy wire, Tracing tracing, TemporalFloor floor, FeatureWiring... more) {
    database = TestDatabase.fresh(PATIENT, tracing);
    outbox = Outbox.leftToDispatcher(Ids.timeOrdered(), Clock.systemUTC(), tracing);
    var settings = new TemporalSettings(wire.host() + ":" + wire.port(), "klaro", null);
    var tenancy = new TenancyInterceptor(new TenancyGate(database.database(), Clock.systemUTC()));
    var plugin =
        new KlaroTemporalPlugin("worker", TestKeys.codec(1), meters, tracing, List.of(tenancy));
    requests = TemporalConnection.forRequests(settings, plugin);
    polls = TemporalConnection.forWorkers(settings, plugin);
    gateway = new WorkflowGateway(requests::client);
    var dispatcher =
        new OutboxDispatcher(
            database.database(),
            gateway,
            Clock.systemUTC(),
            RandomGenerator.getDefault(),
            meters,
            tracing);
    var small = new WorkerSettings(4, 4, 50, Duration.ofSeconds(5), "127.0.0.1", 0);
    worker =
        new Worker(
            polls.client(),
            small,
            tenancy,
            Stream.concat(
                    Stream.of(
                        IdentityWiring.of(
                            () -> List.of(signups, new FakeAccountMails()), List.of(), List.of())),
                    Stream.of(more))
                .toList(),
            gateway,
            dispatcher,
            floor);
    health = new WorkerHealth(worker, gateway, dispatcher, meters);
    worker.start();
  }

  WorkflowClient client() {
    return requests.client();
  }

  @Override
  public void close() {
    worker.close();
    gateway.close();
    requests.close();
    polls.close();
    database.close();
  }
}
