package com.klaro.app.endtoend;

import com.klaro.app.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A data folder and how the program is started on it. It may be started again and again, as after
/// a crash.
final class KlaroHome {
  /// Limits are what other tests look at; here they would only count the test's own polling.
  private static final String NO_LIMITS = "limits:\n  multiplier: 100000\n";

  private final Path folder;
  private final Path root;
  private final int offset;
  private final Map<String, String> environment;

  private KlaroHome(Path folder, Path root, int offset, Map<String, String> environment) {
    this.folder = folder;
    this.root = root;
    this.offset = offset;
    this.environment = Map.copyOf(environment);
  }

  /// Temporal in memory, whatever this machine has: the program is told that it stands elsewhere,
  /// and its search path has no folder with a `temporal` in it.
  static KlaroHome inMemory(Path folder) {
    Path root = folder.resolve("root");
    try {
      Files.createDirectories(root);
      Files.copy(Checkout.root().resolve("config.yml"), root.resolve("config.yml"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return in(folder, root).with("PATH", pathWithoutTemporal());
  }

  /// The real development server, which keeps its workflows.
  static KlaroHome realTemporal(Path folder) {
    return in(folder, Checkout.root());
  }

  private static KlaroHome in(Path folder, Path root) {
    return new KlaroHome(
            folder, root, Offsets.free(), Map.of("KLARO_HOME", folder.resolve("home").toString()))
        .config(NO_LIMITS);
  }

  KlaroHome with(String variable, String value) {
    var more = new TreeMap<>(environment);
    more.put(variable, value);
    return new KlaroHome(folder, root, offset, more);
  }

  KlaroHome at(int otherOffset) {
    return new KlaroHome(folder, root, otherOffset, environment);
  }

  /// What is laid over `config.yml`, replacing what was before.
  KlaroHome config(String yaml) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("over.yml"), yaml);
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Path path() {
    return folder.resolve("home");
  }

  /// What the program printed, over all its runs.
  Path output() {
    return folder.resolve("output.txt");
  }

  int offset() {
    return offset;
  }

  /// Returns when the program says that it is ready.
  RunningKlaro start(String... flags) {
    return RunningKlaro.start(this, dev(flags));
  }

  /// `dev`, expected to refuse.
  Ended refused(String... flags) {
    return run(dev(flags));
  }

  private String[] dev(String... flags) {
    var words =
        Stream.of(
            "dev",
            "--port-offset",
            Integer.toString(offset),
            "--config",
            folder.resolve("over.yml").toString());
    return Stream.concat(words, Stream.of(flags)).toArray(String[]::new);
  }

  record Ended(int code, String out, String err) {}

  /// A command that ends by itself.
  Ended run(String... words) {
    return runOn(new File("/dev/null"), words);
  }

  /// The same with something piped into it.
  Ended runOn(File input, String... words) {
    Path out = folder.resolve("command.out");
    Path err = folder.resolve("command.err");
    try {
      Process process =
          process(words)
              .redirectInput(input)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(180, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IllegalStateException(words[0] + " does not end: " + Files.readString(err));
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /// As the launcher does it, with a compiler setting that suits a short life.
  ProcessBuilder process(String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m"));
    command.addAll(SharedClasses.flags());
    command.addAll(
        List.of("-Dklaro.root=" + root, "-cp", SharedClasses.classPath(), "com.klaro.app.Klaro"));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeAll(
            List.of(
                "TEMPORAL_ADDRESS",
                "TEMPORAL_NAMESPACE",
                "KLARO_DATABASE_URL",
                "JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(environment);
    return builder;
  }

  private static String pathWithoutTemporal() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(entry -> !Files.exists(Path.of(entry, "temporal")))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
