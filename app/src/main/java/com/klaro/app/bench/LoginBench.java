package com.klaro.app.bench;

import com.klaro.app.Installation;
import com.klaro.app.bench.Latencies.Taken;
import com.klaro.store.Store;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.identity.password.HashingSettings;
import com.klaro.store.temporal.TemporalSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What a login costs beside the password hash that it cannot do without, and what many at once do
/// to each other and to everybody else (S2-2). The baseline is the same library at the same
/// parameters, in a bare loop.
final class LoginBench implements Bench {

  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int WARM_UP = 4000;
  private static final int SLICES = 4;
  private static final int PER_SLICE = 20;

  @Override
  public BenchReport measure(Installation installation, int rounds) {
    var hash = new BareHash(HashingSettings.defaults());
    try (BenchDatabase postgres = BenchDatabase.start()) {
      DatabaseAddress address = postgres.migrated("login");
      try (Store store = postgres.open(address, TemporalSettings.local())) {
        List<String> people =
            IntStream.range(0, 64).mapToObj(number -> "asha" + number + "@example.com").toList();
        Customers.withoutWorkflows(store).withPassword(people, hash.phc());
        try (ApiChild api = ApiChild.start(installation, postgres, address, "")) {
          return report(postgres, api, new Logins(api, people, hash.password()), hash, rounds);
        }
      }
    }
  }

  private static BenchReport report(
      BenchDatabase postgres, ApiChild api, Logins logins, BareHash hash, int rounds) {
    var me = Requester.of(api, logins.one(0));
    Latencies.of(1, 200, me::read);
    double before = api.megabytes();
    var storm = new Storm(api, logins);
    // Both sides warm up; and the compilers need some thousand, by which a program at work is told
    // from one that was just started.
    Latencies.of(8, WARM_UP, logins::succeeds);
    for (int i = 0; i < 20; i++) {
      hash.verify();
    }
    var cpu = new ArrayList<Double>();
    var database = new ArrayList<Double>();
    var rate = new ArrayList<Double>();
    var tail = new ArrayList<Double>();
    var others = new ArrayList<Double>();
    for (int round = 0; round < rounds; round++) {
      Spent spent = cpu(postgres, api, logins, hash);
      cpu.add(spent.program());
      database.add(spent.everything());
      Taken eight = Latencies.of(8, 160, logins::succeeds);
      Taken bare = Latencies.of(CORES, 160, _ -> hash.verify());
      rate.add(eight.perSecond() / bare.perSecond());
      Taken many = Latencies.of(32, 640, logins::succeeds);
      tail.add(many.millis(0.99) / many.millis(0.5));
      double idle = Latencies.paced(250, me::read).millis(0.99);
      others.add(storm.around(() -> Latencies.paced(250, me::read)).millis(0.99) / idle);
    }
    double grown = api.megabytes() - before;
    Storm.AtOnce atOnce = storm.atOnce(200);
    double memory = HashingSettings.defaults().memory() / 1024.0;
    return new BenchReport(
        "login",
        List.of(
            Figure.atMost("login.cpu-per-hash", 1.10, Spread.of(cpu)),
            Figure.atLeast("login.throughput-at-8", 0.90, Spread.of(rate)),
            Figure.atMost("login.p99-to-p50-at-32", 1.5, Spread.of(tail)),
            Figure.atMost("login.others-p99-to-idle", 3, Spread.of(others)),
            Figure.atMost("login.grown-megabytes", CORES * memory + 64, Spread.of(List.of(grown))),
            Figure.atMost(
                "login.200-grown-megabytes", 200, Spread.of(List.of(api.megabytes() - before))),
            Figure.exactly(
                "login.200-neither-let-in-nor-told",
                0,
                Spread.of(List.of((double) atOnce.others()))),
            Figure.atMost(
                "login.200-health-p99-millis",
                200,
                Spread.of(List.of(atOnce.health().millis(0.99))))),
        List.of(
            String.format(
                Locale.ROOT,
                "with Postgres' part, CPU per hash %.3f; of 200 at once %d were let in and %d told"
                    + " to come back",
                Spread.of(database).median(),
                atOnce.in(),
                atOnce.told())));
  }

  private record Spent(double program, double everything) {}

  /// One login at a time, in turns with one hash at a time.
  private static Spent cpu(BenchDatabase postgres, ApiChild api, Logins logins, BareHash hash) {
    long bare = 0;
    long program = 0;
    long server = 0;
    for (int slice = 0; slice < SLICES; slice++) {
      long before = CpuTime.nanosOfThisProcess();
      for (int i = 0; i < PER_SLICE; i++) {
        hash.verify();
      }
      bare += CpuTime.nanosOfThisProcess() - before;
      long programBefore = api.cpuNanos();
      long serverBefore = CpuTime.nanosOfFamily(postgres.server().pid());
      for (int i = 0; i < PER_SLICE; i++) {
        logins.succeeds(i);
      }
      program += api.cpuNanos() - programBefore;
      server += CpuTime.nanosOfFamily(postgres.server().pid()) - serverBefore;
    }
    return new Spent((double) program / bare, (double) (program + server) / bare);
  }
}
