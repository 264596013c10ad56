package com.klaro.app.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// Runs the sides in turns: one workflow at a time for what is added to its duration, several at
/// once for what it costs.
///
/// @param everywhere CPU of this process, Temporal and Postgres together, as a growing total
record WorkflowTimes(
    Closings closings,
    Arm bare,
    Arm full,
    Arm raw,
    Arm house,
    int rounds,
    LongSupplier everywhere) {

  private static final int PAIRS = 30;
  private static final int AT_ONCE = 24;

  /// Batches of each, so that the compilers come to what is run with every workflow: our own code
  /// is run by two sides of four, the SDK's by all, so it would otherwise be compared cold with
  /// warm.
  private static final int WARMING = 90;

  private static final int WARMING_OF_MECHANISMS = 30;
  private static final int SLICES = 8;
  private static final double MORE_MILLIS = 5;
  private static final double MORE_CPU = 1.10;

  BenchReport report() {
    warm(WARMING_OF_MECHANISMS, raw, house);
    warm(WARMING, bare, full);
    var start = new ArrayList<Double>();
    var whole = new ArrayList<Double>();
    var bareWhole = new ArrayList<Double>();
    for (int round = 0; round <= rounds; round++) {
      List<Double> starts = new ArrayList<>();
      List<Double> wholes = new ArrayList<>();
      for (int pair = 0; pair < PAIRS; pair++) {
        boolean bareFirst = pair % 2 == 0;
        Millis first = one(bareFirst ? bare : full);
        Millis second = one(bareFirst ? full : bare);
        Millis alone = bareFirst ? first : second;
        Millis ours = bareFirst ? second : first;
        starts.add(ours.started() - alone.started());
        wholes.add(ours.closed() - alone.closed());
        bareWhole.add(alone.closed());
      }
      if (round > 0) {
        start.add(Spread.of(starts).median());
        whole.add(Spread.of(wholes).median());
      }
    }
    Rounds perWorkflow = new Rounds(rounds, SLICES, 1, CpuTime::nanosOfThisProcess);
    Rounds.Comparison program = perWorkflow.compare(_ -> batch(bare), _ -> batch(full));
    Rounds.Comparison mechanisms = perWorkflow.compare(_ -> batch(raw), _ -> batch(house));
    Rounds.Comparison total =
        new Rounds(rounds, SLICES, 1, everywhere).compare(_ -> batch(bare), _ -> batch(full));
    return new BenchReport(
        "workflows",
        List.of(
            Figure.atMost("workflows.added-ms.start", MORE_MILLIS, Spread.of(start)),
            Figure.atMost("workflows.added-ms.end-to-end", MORE_MILLIS, Spread.of(whole)),
            Figure.atMost("workflows.cpu-ratio.everywhere", MORE_CPU, total.ratios()),
            Figure.atMost("workflows.cpu-ratio.program", MORE_CPU, program.ratios())),
        List.of(
            String.format(
                Locale.ROOT, "bare SDK end to end: %.0f ms", Spread.of(bareWhole).median()),
            "CPU per signup, of this process, Temporal and Postgres: " + described(total),
            "of this process alone: " + described(program),
            "and where activities do nothing, so that only mechanisms are left: "
                + described(mechanisms)));
  }

  private void warm(int batches, Arm... arms) {
    for (int i = 0; i < batches; i++) {
      List.of(arms).forEach(this::batch);
    }
  }

  private static String described(Rounds.Comparison cpu) {
    return String.format(
        Locale.ROOT,
        "bare %.2f ms, ours %.2f ms, %.2f times (%.2f–%.2f)",
        cpu.baseMicros() / 1000 / AT_ONCE,
        cpu.micros() / 1000 / AT_ONCE,
        cpu.ratios().median(),
        cpu.ratios().low(),
        cpu.ratios().high());
  }

  /// Since the caller asked.
  private record Millis(double started, double closed) {}

  private Millis one(Arm arm) {
    Instant asked = Instant.now();
    Closings.Times times = closings.await(arm.namespace(), arm.accept().get());
    return new Millis(millis(asked, times.started()), millis(asked, times.closed()));
  }

  private void batch(Arm arm) {
    List<String> ids = IntStream.range(0, AT_ONCE).mapToObj(_ -> arm.accept().get()).toList();
    ids.forEach(id -> {
      Object _ = closings.await(arm.namespace(), id);
    });
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }
}
