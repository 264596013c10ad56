package com.klaro.store.outbox;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.telemetry.LogFields;
import com.klaro.store.telemetry.Span;
import com.klaro.store.telemetry.SpanField;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.temporal.Delivery;
import com.klaro.store.temporal.WorkflowGateway;
import com.klaro.store.temporal.WorkflowStart;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends rows and writes down what became of them. Sending twice is harmless: a start finds itself,
/// and handlers of signals expect repeats.
final class OutboxDelivery implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxDelivery.class);
  private static final int BESIDE_THE_FIRST = 7;
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Database database;
  private final WorkflowGateway gateway;
  private final Clock clock;
  private final RandomGenerator random;
  private final Tracing tracing;
  private final ExecutorService senders =
      Executors.newFixedThreadPool(
          BESIDE_THE_FIRST, Thread.ofPlatform().daemon().name("outbox-sender-", 0).factory());

  OutboxDelivery(
      Database database,
      WorkflowGateway gateway,
      Clock clock,
      RandomGenerator random,
      Tracing tracing) {
    this.database = database;
    this.gateway = gateway;
    this.clock = clock;
    this.random = random;
    this.tracing = tracing;
  }

  /// What a row needs now that it was tried.
  sealed interface Verdict {
    record Done(UUID id) implements Verdict {}

    record Later(UUID id, int attempts, String why) implements Verdict {}
  }

  /// @return whether Temporal answered
  boolean deliver(List<OutboxRow> rows) throws InterruptedException {
    List<Verdict> verdicts = verdicts(rows);
    database.inTransaction(
        DatabaseRole.PLATFORM,
        transaction -> {
          List<UUID> done = new ArrayList<>();
          for (Verdict verdict : verdicts) {
            switch (verdict) {
              case Verdict.Done(UUID id) -> done.add(id);
              case Verdict.Later(UUID id, int attempts, String why) ->
                  OutboxSql.later(
                      transaction.handle(), id, clock.instant().plus(rest(attempts)), why);
            }
          }
          if (!done.isEmpty()) {
            OutboxSql.delete(transaction.handle(), done);
          }
        });
    return verdicts.stream().noneMatch(OutboxDelivery::saysAway);
  }

  /// The first row goes out on this thread: mostly it is the only one.
  private List<Verdict> verdicts(List<OutboxRow> rows) throws InterruptedException {
    List<Future<Verdict>> others =
        rows.stream().skip(1).map(row -> senders.submit(() -> sent(row))).toList();
    var first = new FutureTask<>(() -> sent(rows.getFirst()));
    first.run();
    try {
      List<Verdict> verdicts = new ArrayList<>(List.of(verdict(first, rows.getFirst())));
      for (int i = 1; i < rows.size(); i++) {
        verdicts.add(verdict(others.get(i - 1), rows.get(i)));
      }
      return verdicts;
    } finally {
      others.forEach(sent -> sent.cancel(true));
    }
  }

  private static boolean saysAway(Verdict verdict) {
    return verdict instanceof Verdict.Later(_, _, String why)
        && Delivery.Unreachable.AWAY.contains(why);
  }

  /// One row that cannot be sent must not hold up its neighbours.
  private static Verdict verdict(Future<Verdict> sent, OutboxRow row) throws InterruptedException {
    try {
      return sent.get();
    } catch (ExecutionException defect) {
      String type =
          defect.getCause() == null ? "Unknown" : defect.getCause().getClass().getSimpleName();
      try (var _ = LogFields.WORKFLOW_ID.with(row.workflowId())) {
        LOG.error("Outbox row {} cannot be sent: {}", row.id(), type);
      }
      return new Verdict.Later(row.id(), row.attempts(), type);
    }
  }

  private Verdict sent(OutboxRow row) {
    OutboxArguments arguments = OutboxArguments.parse(row.arguments());
    Map<String, String> ids = Objects.requireNonNullElse(arguments.correlation(), Map.of());
    try (var _ = LogFields.REQUEST_ID.with(ids.get(LogFields.REQUEST_ID.key()));
        var _ = LogFields.TRACE_ID.with(ids.get(LogFields.TRACE_ID.key()));
        Span span =
            tracing
                .continued(
                    "outbox " + row.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    arguments.traceparent())
                .put(SpanField.WORKFLOW_ID, row.workflowId())) {
      return switch (send(row, arguments)) {
        case Delivery.Reached _, Delivery.AlreadyThere _ -> new Verdict.Done(row.id());
        case Delivery.NotRunning _ when row.behindStart() ->
            new Verdict.Later(row.id(), row.attempts(), "waits-for-start");
        case Delivery.NotRunning _ -> new Verdict.Done(row.id());
        case Delivery.Unreachable(String reason) -> {
          span.failed(reason);
          yield new Verdict.Later(row.id(), row.attempts(), reason);
        }
      };
    }
  }

  private Delivery send(OutboxRow row, OutboxArguments arguments) {
    return switch (row.kind()) {
      case START -> gateway.start(start(row, arguments));
      case SIGNAL -> gateway.signal(row.workflowId(), signalName(row), arguments.signal());
      case SIGNAL_WITH_START ->
          gateway.signalWithStart(start(row, arguments), signalName(row), arguments.signal());
    };
  }

  private static WorkflowStart start(OutboxRow row, OutboxArguments arguments) {
    return new WorkflowStart(
        row.workflowType(),
        row.workflowId(),
        row.taskQueue(),
        Objects.requireNonNull(arguments.start()),
        arguments.workspaceId(),
        arguments.slaDueAt());
  }

  private static String signalName(OutboxRow row) {
    return Objects.requireNonNull(row.signalName());
  }

  /// Doubles from one second to five minutes; a quarter of chance keeps rows from coming back
  /// together.
  private Duration rest(int attempts) {
    Duration doubled = FIRST.multipliedBy(1L << Math.clamp(attempts - 1L, 0, 9));
    Duration longest = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return longest.plusMillis(random.nextLong(longest.toMillis() / 4));
  }

  @Override
  public void close() {
    senders.shutdownNow();
  }
}
