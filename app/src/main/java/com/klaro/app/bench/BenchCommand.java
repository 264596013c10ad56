package com.klaro.app.bench;

import com.klaro.app.Command;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Installation;
import com.klaro.app.Logs;
import com.klaro.app.Options;
import com.klaro.app.Syntax;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `klaro bench NAME`: measures beside a baseline and says whether the goals hold.
public final class BenchCommand implements Command {

  private static final String NAMES =
      "gate, growth, login, memory, refresh, start, timing, timing-busy, workflows";

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Measures beside a baseline and says whether the goals hold; docs/performance.md tells"
                + " what.")
        .withWords(1, "gate|growth|login|memory|refresh|start|timing|timing-busy|workflows")
        .withValue(
            "rounds",
            "N",
            "how often each side is measured, from 1 to 100; 5 unless said otherwise, 3 for timing"
                + " and timing-busy")
        .withValue("json", "FILE", "where the figures are written, too");
  }

  @Override
  public ExitCode run(Options options) {
    if (options.words().isEmpty()) {
      throw CommandFailed.wrongUse("Say what to measure: " + NAMES);
    }
    String name = options.words().getFirst();
    Bench bench = named(name);
    int rounds = options.number("rounds", bench.usualRounds());
    if (rounds < 1 || rounds > 100) {
      throw CommandFailed.wrongUse("--rounds takes a number from 1 to 100");
    }
    Installation installation = Installation.here();
    logBeside(installation.home());
    System.out.println(
        "Measuring "
            + name
            + ", "
            + rounds
            + " rounds, on "
            + Runtime.getRuntime().availableProcessors()
            + " cores. What else runs here moves the figures; ratios move least.");
    BenchReport report = bench.measure(installation, rounds);
    report.print(System.out);
    options.value("json").map(Path::of).ifPresent(report::write);
    return report.holds() ? ExitCode.FINE : ExitCode.FAILED;
  }

  private static Bench named(String name) {
    return switch (name) {
      case "gate" -> new GateBench();
      case "growth" -> new GrowthBench();
      case "login" -> new LoginBench();
      case "refresh" -> new RefreshBench();
      case "timing" -> new TimingBench(false);
      case "timing-busy" -> new TimingBench(true);
      case "start" -> new StartBench();
      case "memory" -> new MemoryBench();
      case "workflows" -> new WorkflowsBench();
      default ->
          throw CommandFailed.wrongUse("There is no measurement " + name + "; there are " + NAMES);
    };
  }

  private static void logBeside(Path home) {
    try {
      Files.createDirectories(home);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
    Logs.toFile(home.resolve("bench.log"));
  }
}
