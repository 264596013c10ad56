package com.klaro.app.bench;

import com.klaro.app.bench.Latencies.Taken;
import com.klaro.store.identity.password.HashingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What logins cost beside the same hash in a bare loop: CPU of one at a time, and CPU of each and
/// how many are served where 8 clients ask. The sides take short turns, for the same hash takes up
/// to one and a half times as long from one second to the next where cores are shared.
final class LoginCost {

  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int SLICES = 20;
  private static final int PER_SLICE = 4;
  private static final int AT_EIGHT = 160;
  private static final int LEAST = 80;

  private final BenchDatabase postgres;
  private final ApiChild api;
  private final Logins logins;
  private final BareHash hash;
  private final LeastLogin least;
  private final List<Double> program = new ArrayList<>();
  private final List<Double> everything = new ArrayList<>();
  private final List<Double> compilers = new ArrayList<>();
  private final List<Double> millis = new ArrayList<>();
  private final List<Double> atEight = new ArrayList<>();
  private final List<Double> rate = new ArrayList<>();
  private final List<Double> leastRate = new ArrayList<>();

  LoginCost(BenchDatabase postgres, ApiChild api, Logins logins, BareHash hash, LeastLogin least) {
    this.postgres = postgres;
    this.api = api;
    this.logins = logins;
    this.hash = hash;
    this.least = least;
  }

  /// Both sides; and the compilers need some thousand, by which a program at work is told from one
  /// that was just started.
  void warmUp(int count) {
    for (int done = 0; done < count; done += AT_EIGHT) {
      Latencies.of(8, AT_EIGHT, logins::succeeds);
      Latencies.of(8, LEAST, least::succeeds);
    }
    Latencies.of(CORES, AT_EIGHT, _ -> hash.verify());
  }

  void round() {
    cpu();
    long bareBefore = CpuTime.nanosOfThisProcess();
    Taken bare = bare();
    long bareNanos = CpuTime.nanosOfThisProcess() - bareBefore;
    long before = api.cpuNanos();
    Taken eight = Latencies.of(8, AT_EIGHT, logins::succeeds);
    long ours = api.cpuNanos() - before;
    long againBefore = CpuTime.nanosOfThisProcess();
    Taken again = bare();
    bareNanos += CpuTime.nanosOfThisProcess() - againBefore;
    Taken fewest = Latencies.of(8, LEAST, least::succeeds);
    Taken last = bare();
    atEight.add((double) ours / bareNanos);
    rate.add(eight.perSecond() / perSecond(bare, again));
    leastRate.add(fewest.perSecond() / perSecond(again, last));
  }

  private Taken bare() {
    return Latencies.of(CORES, AT_EIGHT / 2, _ -> hash.verify());
  }

  /// Of the same work twice, before and after what it is compared with.
  private static double perSecond(Taken before, Taken after) {
    return 2e9 * before.nanos().length / (before.wall() + after.wall());
  }

  /// One login at a time, in turns with one hash at a time.
  private void cpu() {
    long bare = 0;
    long ours = 0;
    long compiling = 0;
    long server = 0;
    for (int slice = 0; slice < SLICES; slice++) {
      long before = CpuTime.nanosOfThisProcess();
      for (int i = 0; i < PER_SLICE; i++) {
        hash.verify();
      }
      bare += CpuTime.nanosOfThisProcess() - before;
      long oursBefore = api.cpuNanos();
      long compilingBefore = api.compilerNanos();
      long serverBefore = CpuTime.nanosOfFamily(postgres.server().pid());
      for (int i = 0; i < PER_SLICE; i++) {
        logins.succeeds(i);
      }
      ours += api.cpuNanos() - oursBefore;
      compiling += api.compilerNanos() - compilingBefore;
      server += CpuTime.nanosOfFamily(postgres.server().pid()) - serverBefore;
    }
    program.add((double) ours / bare);
    everything.add((double) (ours + server) / bare);
    compilers.add((double) compiling / bare);
    millis.add(bare / 1e6 / SLICES / PER_SLICE);
  }

  /// @param suffix of their ids
  List<Figure> figures(String suffix) {
    return List.of(
        Figure.atMost("login.cpu-per-hash" + suffix, 1.10, Spread.of(program)),
        Figure.atMost("login.cpu-per-hash-at-8" + suffix, 1.10, Spread.of(atEight)),
        Figure.atLeast("login.throughput-at-8" + suffix, 0.90, Spread.of(rate)),
        Figure.atLeast("login.hash-millis-least" + suffix, 20, Spread.of(millis)),
        Figure.atMost("login.hash-millis-most" + suffix, 250, Spread.of(millis)));
  }

  String note(HashingSettings settings) {
    double leastProgram = Spread.of(leastRate).median();
    return String.format(
        Locale.ROOT,
        "m=%d,t=%d,p=%d: a hash takes %.1f ms of CPU; per hash %.3f with Postgres' part, and %.3f"
            + " more for the compilers; of the least program's throughput, which is %.3f of a bare"
            + " loop's here, it is %.3f",
        settings.memory(),
        settings.iterations(),
        settings.parallelism(),
        Spread.of(millis).median(),
        Spread.of(everything).median(),
        Spread.of(compilers).median(),
        leastProgram,
        Spread.of(rate).median() / leastProgram);
  }
}
