package com.klaro.app.bench;

import com.klaro.app.Installation;
import com.klaro.store.Store;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.temporal.TemporalSettings;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/// Whether a request costs more when there are twenty times the workspaces and rows, and whether
/// anything grows per workspace that must not: threads and connections.
final class GrowthBench implements Bench {

  private static final int FEW = 500;
  private static final int TIMES = 20;
  private static final double GOAL = 1.10;

  @Override
  public BenchReport measure(Installation installation, int rounds) {
    try (BenchDatabase postgres = BenchDatabase.start()) {
      DatabaseAddress few = postgres.migrated("few");
      DatabaseAddress many = postgres.migrated("many");
      try (Store fewStore = postgres.open(few, TemporalSettings.local());
          Store manyStore = postgres.open(many, TemporalSettings.local())) {
        Requests small = Requests.on(fewStore, Crowd.settle(few, fewStore, FEW));
        Requests large = Requests.on(manyStore, Crowd.settle(many, manyStore, FEW * TIMES));
        return compared(postgres, rounds, small, large);
      }
    }
  }

  private static BenchReport compared(
      BenchDatabase postgres, int rounds, Requests small, Requests large) {
    int before = threads();
    warm(small);
    int withFew = threads();
    warm(large);
    int withMany = threads();
    var figures = new ArrayList<Figure>();
    var notes = new ArrayList<String>();
    for (Kind kind : Kind.values()) {
      Rounds.Comparison cost =
          new Rounds(rounds, 10, 200, postgres::cpuNanosWithThisProcess)
              .compare(kind.of(small), kind.of(large));
      figures.add(Figure.atMost("growth.cpu-ratio." + kind.word(), GOAL, cost.ratios()));
      notes.add(
          String.format(
              Locale.ROOT,
              "CPU per %s: %.0f µs with %d workspaces, %.0f µs with %d",
              kind.word(),
              cost.baseMicros(),
              FEW,
              cost.micros(),
              FEW * TIMES));
    }
    figures.add(
        none("growth.more-threads", Math.max(0, (withMany - withFew) - (withFew - before))));
    figures.add(
        none("growth.more-connections", Math.max(0, large.connections() - small.connections())));
    return new BenchReport("growth", figures, notes);
  }

  private enum Kind {
    READ,
    MEMBERS,
    REFRESH;

    private IntConsumer of(Requests requests) {
      return switch (this) {
        case READ -> requests::read;
        case MEMBERS -> requests::members;
        case REFRESH -> requests::refresh;
      };
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// So that every pool has what it needs before it is counted.
  private static void warm(Requests requests) {
    for (int i = 0; i < 200; i++) {
      requests.read(i);
      requests.members(i);
      requests.refresh(i);
    }
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  private static Figure none(String id, double counted) {
    return Figure.exactly(id, 0, Spread.of(List.of(counted)));
  }
}
