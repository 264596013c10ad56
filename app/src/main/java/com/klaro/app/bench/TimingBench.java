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

  @Override
  public int usualRounds() {
    return 3;
  }

  @Override
  public BenchReport measure(Installation installation, int rounds) {
    var hash = new BareHash(HASHING);
    try (BenchDatabase postgres = BenchDatabase.start()) {
      DatabaseAddress address = postgres.migrated("timing");
      try (Store store = postgres.open(address, TemporalSettings.local())) {
        Addresses addresses = Addresses.make(store, address, hash.phc());
        List<Customers.Customer> others =
            Disturbance.customers(Customers.withoutWorkflows(store), hash.phc());
        String config =
            "identity: {hashing: {memory: %d, iterations: %d}}\n"
                .formatted(HASHING.memory(), HASHING.iterations());
        try (ApiChild api = ApiChild.start(installation, postgres, address, config)) {
          List<TimingPair> pairs = new TimingPairs(api.api(), addresses).all();
          if (!busy) {
            return report(pairs, rounds);
          }
          try (var _ = Disturbance.begin(api.api(), address, others)) {
            return report(pairs, rounds);
          }
        }
      }
    }
  }

  private BenchReport report(List<TimingPair> pairs, int rounds) {
    var random = new Random();
    var figures = new ArrayList<Figure>();
    var notes = new ArrayList<String>();
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
    return new BenchReport(name(), figures, notes);
  }

  private String name() {
    return busy ? "timing-busy" : "timing";
  }
}
