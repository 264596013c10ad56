package com.klaro.app.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Runs the sides in turns: one workflow at a time for what is added to its duration, several at
/// once for what it costs.
record WorkflowTimes(Closings closings, Arm raw, Arm house, Arm full, int rounds) {

  private static final int PAIRS = 30;
  private static final int AT_ONCE = 24;
  private static final int WARMING = 15;
  private static final double MORE_MILLIS = 5;
  private static final double MORE_CPU = 1.10;

  BenchReport report() {
    for (int i = 0; i < WARMING; i++) {
      List.of(raw, house, full).forEach(this::batch);
    }
    var start = new ArrayList<Double>();
    var whole = new ArrayList<Double>();
    var rawWhole = new ArrayList<Double>();
    for (int round = 0; round <= rounds; round++) {
      List<Double> starts = new ArrayList<>();
      List<Double> wholes = new ArrayList<>();
      for (int pair = 0; pair < PAIRS; pair++) {
        boolean rawFirst = pair % 2 == 0;
        Millis first = one(rawFirst ? raw : full);
        Millis second = one(rawFirst ? full : raw);
        Millis bare = rawFirst ? first : second;
        Millis ours = rawFirst ? second : first;
        starts.add(ours.started() - bare.started());
        wholes.add(ours.closed() - bare.closed());
        rawWhole.add(bare.closed());
      }
      if (round > 0) {
        start.add(Spread.of(starts).median());
        whole.add(Spread.of(wholes).median());
      }
    }
    Rounds cpu = new Rounds(rounds, 4, 1, CpuTime::nanosOfThisProcess);
    Rounds.Comparison houseCpu = cpu.compare(_ -> batch(raw), _ -> batch(house));
    Rounds.Comparison fullCpu = cpu.compare(_ -> batch(raw), _ -> batch(full));
    return new BenchReport(
        "workflows",
        List.of(
            Gate.atMost("workflows.added-ms.start", MORE_MILLIS, Spread.of(start)),
            Gate.atMost("workflows.added-ms.end-to-end", MORE_MILLIS, Spread.of(whole)),
            Gate.atMost("workflows.cpu-ratio", MORE_CPU, houseCpu.ratios())),
        List.of(
            String.format(Locale.ROOT, "raw end to end: %.0f ms", Spread.of(rawWhole).median()),
            String.format(
                Locale.ROOT,
                "CPU of this process per workflow: raw %.2f ms, through the house %.2f ms",
                houseCpu.baseMicros() / 1000 / AT_ONCE,
                houseCpu.micros() / 1000 / AT_ONCE),
            String.format(
                Locale.ROOT,
                "with door, rows, outbox and real activities: %.2f ms, %.2f times raw (%.2f–%.2f)",
                fullCpu.micros() / 1000 / AT_ONCE,
                fullCpu.ratios().median(),
                fullCpu.ratios().low(),
                fullCpu.ratios().high())));
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
