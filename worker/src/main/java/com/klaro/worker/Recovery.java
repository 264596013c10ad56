package com.klaro.worker;

import com.klaro.store.temporal.Delivery;
import com.klaro.store.temporal.WorkflowGateway;
import com.klaro.store.temporal.WorkflowStart;
import com.klaro.worker.wiring.FeatureWiring;
import com.klaro.worker.wiring.Unfinished;
import java.util.List;

/// `klaro recover`: every unfinished row of one kind gets a workflow again, after a Temporal that
/// lost its data. Rows are the truth: what runs, or ended well, is left alone.
public final class Recovery {

  private final Unfinished rows;
  private final WorkflowGateway gateway;

  public Recovery(Unfinished rows, WorkflowGateway gateway) {
    this.rows = rows;
    this.gateway = gateway;
  }

  /// One for each kind of row, so that a fault in one holds up no other.
  public static List<Recovery> ofAll(List<FeatureWiring> features, WorkflowGateway gateway) {
    return features.stream()
        .flatMap(feature -> feature.unfinished().stream())
        .map(rows -> new Recovery(rows, gateway))
        .toList();
  }

  /// @param restarted workflows that are there now and were not before
  /// @param unreachable rows to be tried again: more than none means that the command failed
  public record Report(int restarted, int alreadyThere, int unreachable) {

    public static final Report NOTHING = new Report(0, 0, 0);

    public Report plus(Report other) {
      return new Report(
          restarted + other.restarted,
          alreadyThere + other.alreadyThere,
          unreachable + other.unreachable);
    }
  }

  public Report run() {
    return rows.starts().stream().map(this::restart).reduce(Report.NOTHING, Report::plus);
  }

  private Report restart(WorkflowStart start) {
    return switch (gateway.restart(start)) {
      case Delivery.Reached _ -> new Report(1, 0, 0);
      case Delivery.AlreadyThere _ -> new Report(0, 1, 0);
      case Delivery.NotRunning _, Delivery.Unreachable _ -> new Report(0, 0, 1);
    };
  }
}
