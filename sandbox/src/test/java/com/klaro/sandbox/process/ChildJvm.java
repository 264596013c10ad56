package com.klaro.sandbox.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A program of its own that a test can kill as no JVM can kill itself.
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  public static ChildJvm run(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new ChildJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  public String line() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the child ended without a word");
    }
    return line;
  }

  /// Whether a process nobody waits for has ended by itself.
  public static boolean isGoneWithin(Duration limit, long pid) {
    return Patience.await(
        limit, () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  /// kill -9.
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// By a signal, `TERM` for one, that ends it.
  public void end(String signal) {
    Signals.send(signal, List.of(process.pid()));
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
