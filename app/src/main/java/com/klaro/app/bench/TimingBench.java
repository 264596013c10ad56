package com.klaro.app.bench;

import com.klaro.app.Installation;
import com.klaro.store.Store;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.identity.password.HashingSettings;
import com.klaro.store.temporal.TemporalSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Whether the time of an answer tells who has an account (S6-2). Each request that must not be
/// told apart from another is made beside it, over HTTP, in random order. The hash is cheaper than
/// the product's: what it hides would show. On a machine that is at work the same has to hold
/// (S6-5): what a cache or a sleep evens out shows there.
///
/// @param busy whether the machine is at work
record TimingBench(boolean busy) implements Bench {

  private static final int PAIRS = 2000;
  private static final int WARMING = 300;
  private static final double OFF = 0.03;
  private static final HashingSettings HASHING = new HashingSettings(7168, 5, 1, 0, 64);
  private static final HashingSettings OLD = new HashingSettings(19_456, 2, 1, 0, 64);

  @Override
  public int usualRounds() {
    return 3;
  }

  @Override
  public BenchReport measure(Installation installation, int rounds) {
    var hash = new BareHash(HASHING);
    String phc = hash.phc();
    String old = new BareHash(OLD).phc();
    var figures = new ArrayList<Figure>();
    var notes = new ArrayList<String>();
    try (BenchDatabase postgres = BenchDatabase.start()) {
      var run =
          new Run(
              installation, postgres, phc, busy, pairs -> measure(pairs, rounds, figures, notes));
      run.with(
          "timing",
          (store, address) -> Addresses.make(store, address, phc),
          (pairs, addresses) -> pairs.all(addresses, hash.password()));
      // Apart, because unknown addresses take after the accounts beside them.
      run.with(
          "old",
          (store, address) -> Addresses.Population.make(store, address, phc, old),
          TimingPairs::withOldParameters);
      // Apart, so that whoever asks is signed in when they are asked for.
      run.with(
          "named",
          (store, address) -> Addresses.Named.make(store, address, phc),
          (pairs, people) -> pairs.bySomebodySignedIn(people, hash.password()));
    }
    return new BenchReport(name(), figures, notes);
  }

  private void measure(
      List<TimingPair> pairs, int rounds, List<Figure> figures, List<String> notes) {
    var random = new Random();
    for (TimingPair pair : pairs) {
      Object _ = pair.run(WARMING, random);
      var off = new ArrayList<Double>();
      var farthest = new ArrayList<Double>();
      var difference = new ArrayList<Double>();
      for (int round = 0; round < rounds; round++) {
        TwoSamples times = pair.run(PAIRS, random);
        off.add(Math.abs(times.auc() - 0.5));
        farthest.add(times.farthestMillis(random));
        difference.add(times.medianDifferenceMillis());
      }
      String name = name() + "." + pair.name();
      if (pair.name().equals(TimingPairs.SELF_TEST)) {
        figures.add(Figure.atLeast(name + ".auc-off", OFF, Spread.of(off)));
        figures.add(Figure.atLeast(name + ".ci-millis", pair.millis(), Spread.of(farthest)));
      } else {
        figures.add(Figure.atMost(name + ".auc-off", OFF, Spread.of(off)));
        figures.add(Figure.atMost(name + ".ci-millis", pair.millis(), Spread.of(farthest)));
      }
      notes.add(
          String.format(
              Locale.ROOT,
              "%s: the second takes %.3f ms longer, by the median",
              pair.name(),
              Spread.of(difference).median()));
    }
  }

  private String name() {
    return busy ? "timing-busy" : "timing";
  }

  /// @param phc the hash of whoever keeps the machine at work
  private record Run(
      Installation installation,
      BenchDatabase postgres,
      String phc,
      boolean busy,
      Consumer<List<TimingPair>> measure) {

    /// In a database of its own.
    <T> void with(
        String database,
        BiFunction<Store, DatabaseAddress, T> maker,
        BiFunction<TimingPairs, T, List<TimingPair>> asked) {
      DatabaseAddress address = postgres.migrated(database);
      var settings = new ChildSettings(HASHING, Disturbance.POOL);
      try (Store store = postgres.open(address, TemporalSettings.local())) {
        T people = maker.apply(store, address);
        List<Customers.Customer> others =
            busy ? Disturbance.customers(Customers.withoutWorkflows(store), phc) : List.of();
        try (ApiChild api = ApiChild.start(installation, postgres, address, settings);
            var _ = busy ? Disturbance.begin(api.api(), address, others) : null) {
          measure.accept(asked.apply(new TimingPairs(api.api()), people));
        }
      }
    }
  }
}
