package com.klaro.worker;

import com.klaro.activities.tenancy.TenancyInterceptor;
import com.klaro.store.outbox.OutboxDispatcher;
import com.klaro.store.temporal.WorkflowGateway;
import com.klaro.store.upkeep.Loop;
import com.klaro.worker.wiring.FeatureWiring;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the workflows and activities of all features, and the outbox dispatcher. Starts whether or
/// not Temporal is there.
public final class Worker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /// A factory that is about to start is let start, so that it can be ended whole.
  private static final Duration UNDER_WAY = Duration.ofSeconds(5);

  private static final Duration SETTLING = Duration.ofMillis(300);

  private final TasksInHand inHand = new TasksInHand();
  private final WorkerFactory factory;
  private final WorkerSettings settings;
  private final WorkflowGateway gateway;
  private final OutboxDispatcher dispatcher;
  private final TemporalFloor floor;
  private final String away;
  private volatile Shift shift = Shift.WAITING_FOR_TEMPORAL;
  private volatile String why;
  private String told = "";
  private volatile @Nullable Loop connecting;

  /// @param client of `TemporalConnection.forWorkers`; its plugin brings `tenancy` along
  /// @throws IllegalStateException when an activity says neither whose it is nor that it is
  ///   nobody's
  public Worker(
      WorkflowClient client,
      WorkerSettings settings,
      TenancyInterceptor tenancy,
      List<FeatureWiring> features,
      WorkflowGateway gateway,
      OutboxDispatcher dispatcher,
      TemporalFloor floor) {
    this.settings = settings;
    this.gateway = gateway;
    this.dispatcher = dispatcher;
    this.floor = floor;
    this.away =
        "waiting for Temporal at " + client.getWorkflowServiceStubs().getOptions().getTarget();
    this.why = away;
    this.factory =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder()
                .setWorkflowCacheSize(settings.cachedWorkflows())
                .build());
    features.forEach(feature -> register(feature, tenancy));
  }

  private void register(FeatureWiring feature, TenancyInterceptor tenancy) {
    List<Object> activities = feature.activities().get();
    activities.forEach(tenancy::declare);
    var worker =
        factory.newWorker(
            feature.queue(),
            WorkerOptions.newBuilder().setWorkerTuner(inHand.tuner(settings)).build());
    worker.registerWorkflowImplementationTypes(feature.workflows().toArray(Class<?>[]::new));
    worker.registerActivitiesImplementations(activities.toArray());
  }

  /// Returns at once. A factory that starts asks the server first, and would hold up the boot for
  /// as long as it is away.
  public void start() {
    dispatcher.start();
    connecting = Loop.untilDone("temporal-start", AGAIN, UNDER_WAY, this::started);
  }

  private boolean started() {
    Optional<String> reason = unfit();
    reason.ifPresent(this::tell);
    if (reason.isPresent()) {
      return false;
    }
    try {
      factory.start();
      shift = Shift.ON;
      LOG.info("The worker is on shift");
      return true;
    } catch (StatusRuntimeException goneAgain) {
      LOG.warn("Temporal did not take the worker: {}", goneAgain.getStatus().getCode());
      return false;
    }
  }

  /// Nothing is worked on with a server that has a known hole, or where starts would be refused:
  /// whoever looks finds the reason here, and not later and one by one in the outbox.
  private Optional<String> unfit() {
    Optional<String> version = gateway.serverVersion();
    return version.isEmpty()
        ? Optional.of(away)
        : floor
            .refusal(version.get())
            .or(gateway::missing)
            .or(() -> gateway.silence().map(_ -> away));
  }

  private void tell(String reason) {
    why = reason.equals(away) ? away : "not on shift: " + reason;
    if (!reason.equals(away) && !reason.equals(told)) {
      LOG.error("{}", reason);
      told = reason;
    }
  }

  /// Where it is in its day, and why, for people.
  public String words() {
    return switch (shift) {
      case WAITING_FOR_TEMPORAL -> why;
      case ON -> "on shift";
      case OVER -> "at its end";
    };
  }

  public Shift shift() {
    return shift;
  }

  /// Takes nothing new, lets what runs finish, then insists.
  @Override
  public void close() {
    Loop begun = connecting;
    if (begun != null) {
      begun.close();
    }
    shift = Shift.OVER;
    dispatcher.close();
    // One that never met the server has nothing to drain, and would fail to say goodbye to it.
    if (factory.isStarted()) {
      drain();
    }
  }

  /// Ending the factory cuts off every open poll, and with it what the server hands over at that
  /// moment, which the server then holds for begun until its time is over. So there are no new
  /// polls first, and those that are open may still be answered, until nothing comes of it any
  /// more.
  private void drain() {
    long end = System.nanoTime() + settings.drain().toNanos();
    factory.suspendPolling();
    try {
      inHand.awaitQuiet(SETTLING, settings.drain());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    factory.shutdown();
    factory.awaitTermination(Math.max(end - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
    if (!factory.isTerminated()) {
      factory.shutdownNow();
      factory.awaitTermination(2, TimeUnit.SECONDS);
    }
  }
}
