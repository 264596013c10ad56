package com.klaro.worker;

import com.klaro.store.outbox.OutboxDispatcher;
import com.klaro.store.temporal.WorkflowGateway;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/// Whether work is being done, for readiness and for people.
public final class WorkerHealth {

  private final Worker worker;
  private final WorkflowGateway gateway;
  private final OutboxDispatcher dispatcher;
  private final MeterRegistry meters;

  public WorkerHealth(
      Worker worker, WorkflowGateway gateway, OutboxDispatcher dispatcher, MeterRegistry meters) {
    this.worker = worker;
    this.gateway = gateway;
    this.dispatcher = dispatcher;
    this.meters = meters;
  }

  /// @param words where the worker is in its day, and why
  /// @param pollers that the SDK has running
  public record Report(
      Shift shift,
      String words,
      boolean temporalReachable,
      boolean outboxRuns,
      int pollers,
      long outboxDepth) {

    /// Fit for work now. While it is not, rows wait and nothing is lost.
    public boolean healthy() {
      return shift == Shift.ON && temporalReachable && outboxRuns;
    }
  }

  /// The first of what `look` finds out, and asks nobody.
  public Shift shift() {
    return worker.shift();
  }

  public Report look() {
    double pollers =
        meters.find("temporal_num_pollers").gauges().stream().mapToDouble(Gauge::value).sum();
    return new Report(
        worker.shift(),
        worker.words(),
        gateway.reachable(),
        dispatcher.isRunning(),
        (int) pollers,
        dispatcher.depth());
  }
}
