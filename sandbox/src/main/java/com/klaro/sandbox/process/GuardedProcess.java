package com.klaro.sandbox.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own that ends when this program ends, even by kill -9: a small
/// shell guard holds the reading end of a pipe and passes the stop signal on when the pipe closes.
public final class GuardedProcess implements AutoCloseable {
  private static final Duration CLEAN_STOP = Duration.ofSeconds(15);

  private final Process guard;
  private final Path pidFile;
  private final Path log;

  private GuardedProcess(Process guard, Path pidFile, Path log) {
    this.guard = guard;
    this.pidFile = pidFile;
    this.log = log;
  }

  /// Starts `command`; `stopSignal` is what ends it cleanly, its output replaces the content of
  /// `log`.
  public static GuardedProcess start(
      List<String> command, String stopSignal, Path pidFile, Path log) {
    List<String> guarded = new ArrayList<>(ownSession());
    guarded.addAll(List.of("sh", "-c", guardScript(), "guard", stopSignal, pidFile.toString()));
    guarded.addAll(command);
    try {
      Files.deleteIfExists(pidFile);
      Process guard =
          new ProcessBuilder(guarded)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new GuardedProcess(guard, pidFile, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A session of its own keeps Ctrl-C in a terminal from ending the server before the program has
  /// drained.
  private static List<String> ownSession() {
    return Executables.find("setsid").map(path -> List.of(path.toString())).orElse(List.of());
  }

  private static String guardScript() {
    try (InputStream script = GuardedProcess.class.getResourceAsStream("guard.sh")) {
      if (script == null) {
        throw new IllegalStateException("guard.sh is missing from the class path");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The server's own process id, not the guard's.
  public long pid() {
    return PidFile.read(pidFile)
        .orElseThrow(() -> new IllegalStateException("the server has no process id yet"));
  }

  public boolean isAlive() {
    return guard.isAlive();
  }

  /// What the server printed so far, for the message when it refuses to start.
  public String output() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Stops cleanly, and by force when that takes too long.
  @Override
  public void close() {
    try {
      PidFile.read(pidFile).ifPresent(pid -> Signals.send("CONT", Signals.family(pid)));
      guard.getOutputStream().close();
      if (!guard.waitFor(CLEAN_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        PidFile.read(pidFile).ifPresent(pid -> Signals.send("KILL", Signals.family(pid)));
        guard.waitFor();
      }
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      guard.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a server was stopping", e);
    }
  }
}
