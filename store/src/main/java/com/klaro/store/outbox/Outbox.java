package com.klaro.store.outbox;

import com.klaro.store.database.Ids;
import com.klaro.store.database.Timestamps;
import com.klaro.store.database.Transaction;
import com.klaro.store.telemetry.LogFields;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.temporal.WorkflowStart;
import com.klaro.store.tenancy.NotTenantBound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Adds messages to the outbox in the caller's transaction; after the commit the process tries at
/// once, and whatever is left is sent by the dispatcher.
@NotTenantBound("carries ids of any feature; its rows have no workspace")
public final class Outbox {

  /// How long a fresh row belongs to the process that wrote it. Longer than the gateway's patience.
  private static final Duration OWN_TRY = Duration.ofSeconds(6);

  private final Ids ids;
  private final Clock clock;
  private final Tracing tracing;
  private final Consumer<OutboxRow> committed;
  private final Duration ownTry;

  public Outbox(Ids ids, Clock clock, Tracing tracing, OutboxStarter starter) {
    this(ids, clock, tracing, starter::offer, OWN_TRY);
  }

  private Outbox(
      Ids ids, Clock clock, Tracing tracing, Consumer<OutboxRow> committed, Duration ownTry) {
    this.ids = ids;
    this.clock = clock;
    this.tracing = tracing;
    this.committed = committed;
    this.ownTry = ownTry;
  }

  /// For programs that do not talk to Temporal themselves: the dispatcher may take each row at
  /// once.
  public static Outbox leftToDispatcher(Ids ids, Clock clock) {
    return leftToDispatcher(ids, clock, Tracing.off());
  }

  public static Outbox leftToDispatcher(Ids ids, Clock clock, Tracing tracing) {
    return new Outbox(ids, clock, tracing, _ -> {}, Duration.ZERO);
  }

  /// @param transaction of any role; the row becomes visible with the caller's own rows, or not at
  ///   all
  /// @throws IllegalArgumentException when the workflow id is not `feature/kind/key`
  public void add(Transaction transaction, OutboxEntry entry) {
    WorkflowStart.checked(entry.workflowId());
    Instant now = Timestamps.now(clock);
    String trace = tracing.traceparent();
    OutboxRow row =
        switch (entry) {
          case OutboxEntry.Start(WorkflowStart start) ->
              row(
                  now,
                  OutboxKind.START,
                  start.workflowType(),
                  start.workflowId(),
                  start.taskQueue(),
                  null,
                  OutboxArguments.of(start, null, trace));
          case OutboxEntry.Signal signal ->
              row(
                  now,
                  OutboxKind.SIGNAL,
                  signal.workflowType(),
                  signal.workflowId(),
                  signal.taskQueue(),
                  signal.signalName(),
                  OutboxArguments.of(null, signal.argument(), trace));
          case OutboxEntry.SignalWithStart(WorkflowStart start, String signal, var argument) ->
              row(
                  now,
                  OutboxKind.SIGNAL_WITH_START,
                  start.workflowType(),
                  start.workflowId(),
                  start.taskQueue(),
                  signal,
                  OutboxArguments.of(start, argument, trace));
        };
    OutboxSql.insert(transaction.handle(), row, now.plus(ownTry));
    LogFields.WORKFLOW_ID.found(row.workflowId());
    transaction.afterCommit(() -> committed.accept(row));
  }

  private OutboxRow row(
      Instant now,
      OutboxKind kind,
      String workflowType,
      String workflowId,
      String taskQueue,
      @Nullable String signalName,
      OutboxArguments arguments) {
    return new OutboxRow(
        ids.next(),
        kind,
        workflowType,
        workflowId,
        taskQueue,
        signalName,
        arguments.json(),
        now,
        0,
        // Not known here: a signal that finds nothing is left to the dispatcher, who looks.
        true);
  }
}
