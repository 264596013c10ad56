package com.klaro.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Signals that Java itself cannot send. `kill` is a part of every shell, so no program has to be
/// installed for it.
public final class Signals {
  private Signals() {}

  /// Sends `signal` (`STOP`, `CONT`, `INT` …) to each process; one that is already gone is not an
  /// error.
  public static void send(String signal, Collection<Long> pids) {
    if (pids.isEmpty()) {
      return;
    }
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "for pid; do kill -s \"$0\" \"$pid\"; done", signal));
    pids.forEach(pid -> command.add(Long.toString(pid)));
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending a signal", e);
    }
  }

  /// A process and everything below it: a server is frozen as a whole or not at all.
  public static List<Long> family(long pid) {
    List<Long> family = new ArrayList<>(List.of(pid));
    ProcessHandle.of(pid)
        .ifPresent(handle -> handle.descendants().forEach(child -> family.add(child.pid())));
    return family;
  }
}
