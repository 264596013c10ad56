package com.klaro.app.bench;

import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Installation;
import com.klaro.sandbox.network.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How long `klaro api` takes from the call of the launcher to its first answer, on a migrated
/// Postgres, with Temporal away: without and with the ahead-of-time cache, in turns. The time is
/// the wall's, because it is a person or an orchestrator who waits; the CPU time beside it says how
/// much of it was the machine's other work.
final class StartBench implements Bench {

  @Override
  public BenchReport measure(Installation installation, int rounds) {
    try (BenchDatabase postgres = BenchDatabase.start()) {
      String url = postgres.server().url(postgres.migrated("start").database());
      var surroundings = Map.of("KLARO_DATABASE_URL", url, "TEMPORAL_ADDRESS", "127.0.0.1:1");
      String cached = cached(installation, postgres, surroundings);
      var plain = new Starts();
      var quick = new Starts();
      for (int round = 0; round <= rounds; round++) {
        boolean counts = round > 0;
        plain.add(counts, once(installation, postgres, with(surroundings, javasOwn())));
        quick.add(counts, once(installation, postgres, with(surroundings, cached)));
      }
      return new BenchReport(
          "start",
          List.of(
              Figure.atMost("start.seconds.plain", 3, Spread.of(plain.seconds)),
              Figure.atMost("start.seconds.aot", 2, Spread.of(quick.seconds))),
          List.of(
              String.format(
                  Locale.ROOT,
                  "CPU until the first answer: %.1f s plain, %.1f s with the cache",
                  Spread.of(plain.cpuSeconds).median(),
                  Spread.of(quick.cpuSeconds).median())));
    }
  }

  private record Start(Duration wall, Duration cpu) {}

  private static final class Starts {
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> cpuSeconds = new ArrayList<>();

    void add(boolean counts, Start start) {
      if (counts) {
        seconds.add(start.wall().toMillis() / 1000.0);
        cpuSeconds.add(start.cpu().toMillis() / 1000.0);
      }
    }
  }

  private static Start once(
      Installation installation, BenchDatabase postgres, Map<String, String> environment) {
    int port = LoopbackPort.free();
    Path config = config(postgres.directory(), port);
    try (Child api =
        Child.start(
            installation, postgres, environment, List.of("api", "--config", config.toString()))) {
      Duration wall = api.untilAnswer("http://127.0.0.1:" + port + "/problems");
      return new Start(wall, CpuTime.of(api.process().toHandle()));
    }
  }

  /// With the classes of Java itself that every installation of it keeps, and none of ours, also
  /// where the launcher names a cache. Turning caches off would turn off Java's own too, which is
  /// no start that anybody sees.
  private static String javasOwn() {
    Path archive = Path.of(System.getProperty("java.home", ""), "lib", "server", "classes.jsa");
    return Files.exists(archive) ? "-XX:AOTCache=" + archive : "-XX:AOTMode=off";
  }

  /// The launcher already names a cache that is newer than the build, and Java takes one name only.
  private static String cached(
      Installation installation, BenchDatabase postgres, Map<String, String> surroundings) {
    Path lib = installation.root().resolve("lib");
    Path dist = Files.isDirectory(lib) ? lib : installation.root().resolve("app/target/dist/lib");
    long built = dist.resolveSibling("stamp").toFile().lastModified();
    if (dist.resolve("klaro-api.aot").toFile().lastModified() > built) {
      return "-Xlog:aot=off";
    }
    return "-XX:AOTCache=" + recorded(installation, postgres, surroundings) + " -Xlog:aot=off";
  }

  /// The rehearsal of `klaro build --aot`, kept beside the measurement, so that an installation's
  /// own cache stays as it is.
  private static Path recorded(
      Installation installation, BenchDatabase postgres, Map<String, String> surroundings) {
    Path cache = postgres.directory().resolve("api.aot");
    Path config = config(postgres.directory(), LoopbackPort.free());
    String record = "-XX:AOTCacheOutput=" + cache + " -Xlog:aot=error -Xlog:cds=error";
    try (Child api =
        Child.start(
            installation,
            postgres,
            with(surroundings, record),
            List.of("api", "--warm-up", "--config", config.toString()))) {
      if (!api.ends() || Files.notExists(cache)) {
        throw new CommandFailed(
            ExitCode.FAILED, "The rehearsal for the cache failed:\n" + api.lastLines());
      }
      return cache;
    }
  }

  /// Patient with the database: on a busy machine the first connection of a cold program can take
  /// longer than a request may wait, and this is not what is measured.
  private static Path config(Path directory, int port) {
    try {
      return Files.writeString(
          directory.resolve("bench.yml"),
          """
          profile: development
          http: {port: %d, adminPort: %d}
          database: {borrow: PT20S, deadline: PT20S}
          """
              .formatted(port, LoopbackPort.free()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Map<String, String> with(Map<String, String> surroundings, String javaOptions) {
    var all = new HashMap<>(surroundings);
    all.put("KLARO_JAVA_OPTS", javaOptions);
    return all;
  }
}
