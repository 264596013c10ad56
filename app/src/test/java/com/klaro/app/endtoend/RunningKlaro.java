package com.klaro.app.endtoend;

import com.klaro.app.RunFile;
import com.klaro.app.client.ApiClient;
import com.klaro.app.client.Mailbox;
import com.klaro.sandbox.process.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/// The program, running, as its run file shows it to the outside.
final class RunningKlaro implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(90);

  private final KlaroHome home;
  private final Process process;
  private final RunFile runFile;

  /// Keeps a connection for less than the half minute after which our servers close it: a question
  /// that met its end would not be asked again.
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .connectionPool(new ConnectionPool(5, 10, TimeUnit.SECONDS))
          .callTimeout(Duration.ofSeconds(30))
          .retryOnConnectionFailure(false)
          .build();

  private RunningKlaro(KlaroHome home, Process process, RunFile runFile) {
    this.home = home;
    this.process = process;
    this.runFile = runFile;
  }

  static RunningKlaro start(KlaroHome home, String... words) {
    try {
      Process process =
          home.process(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(home.output().toFile()))
              .start();
      if (!Patience.await(START, () -> !process.isAlive() || runFile(home, process).isPresent())) {
        process.destroyForcibly();
      }
      RunFile runFile =
          runFile(home, process)
              .orElseThrow(
                  () -> new IllegalStateException("The program did not start: " + printed(home)));
      return new RunningKlaro(home, process, runFile);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Its own and not one that a killed predecessor left.
  private static Optional<RunFile> runFile(KlaroHome home, Process process) {
    return RunFile.read(home.path())
        .filter(file -> file.tree().path("pids").path("app").asLong() == process.pid());
  }

  private static String printed(KlaroHome home) {
    try {
      return Files.readString(home.output());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  RunFile runFile() {
    return runFile;
  }

  String url(String part) {
    return runFile.tree().path(part).asText();
  }

  ApiClient api() {
    return ApiClient.of(http, url("api"));
  }

  Mailbox mailbox() {
    return new Mailbox(ApiClient.of(http, url("mailbox")));
  }

  Superuser database() {
    return new Superuser(runFile.tree().path("postgres"));
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Asks as an operator would.
  void terminate() {
    process.destroy();
  }

  /// The exit code, once it has ended.
  int ended() {
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("The program does not end: " + printed(home));
      }
      return process.exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /// A server that is to end waits a while for whoever is connected and asks nothing.
  private void leave() {
    http.connectionPool().evictAll();
  }

  int stop() {
    leave();
    terminate();
    return ended();
  }

  /// SIGKILL: no hook runs, nothing is flushed. What the program had started is left to end by
  /// itself.
  void kill() {
    process.destroyForcibly();
    int _ = ended();
  }

  /// SIGKILL for its database and its Temporal too, in the same moment, as when the power fails.
  void killWithServers() {
    process.destroyForcibly();
    servers().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    int _ = ended();
  }

  private List<Long> servers() {
    return Stream.of("postgres", "temporal")
        .map(name -> runFile.tree().path("pids").path(name).asLong())
        .filter(pid -> pid > 0)
        .toList();
  }

  /// Leaves no process, so that the folder can be deleted.
  @Override
  public void close() {
    leave();
    process.destroy();
    try {
      int _ = ended();
    } catch (IllegalStateException stubborn) {
      process.destroyForcibly();
      throw stubborn;
    } finally {
      leave();
      http.dispatcher().executorService().shutdown();
      List<Long> started = servers();
      boolean _ =
          Patience.await(
              Duration.ofSeconds(20),
              () ->
                  started.stream()
                      .noneMatch(
                          pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)));
    }
  }
}
