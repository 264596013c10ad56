package com.klaro.app.bench;

import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Installation;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Klaro in a process of its own, started through the launcher as an operator starts it. The
/// launcher becomes the program, so the process id is the program's.
record Child(Process process, long begun, Path log) implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// @param environment over the one of this process
  static Child start(
      Installation installation,
      BenchDatabase postgres,
      Map<String, String> environment,
      List<String> command) {
    var words = new ArrayList<>(List.of(installation.root().resolve("klaro").toString()));
    words.addAll(command);
    Path log = postgres.directory().resolve(command.getFirst() + ".log");
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.redirectInput(new File("/dev/null"));
    builder.environment().put("KLARO_HOME", postgres.directory().toString());
    // Whoever measures has built; looking again is not part of a start.
    builder.environment().put("KLARO_BUILDING", "yes");
    builder.environment().putAll(environment);
    try {
      long begun = System.nanoTime();
      return new Child(builder.start(), begun, log);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// @return from the start to the first 200
  /// @throws CommandFailed when the program ends first, or none comes
  Duration untilAnswer(String url) {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (process.isAlive() && sinceStart().compareTo(PATIENCE) < 0) {
        if (answers(client, request)) {
          return sinceStart();
        }
        Thread.sleep(5);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new CommandFailed(
        ExitCode.FAILED, "The program did not answer at " + url + ":\n" + lastLines());
  }

  private static boolean answers(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /// @return whether it ended well within our patience
  boolean ends() {
    try {
      return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException unreadable) {
      return "(its output cannot be read)";
    }
  }

  @Override
  public void close() {
    process.destroy();
    if (!ends()) {
      process.destroyForcibly();
    }
  }
}
