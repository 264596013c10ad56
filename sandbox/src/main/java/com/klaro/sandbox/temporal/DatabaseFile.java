package com.klaro.sandbox.temporal;

import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.process.FileLock;
import com.klaro.sandbox.process.Patience;
import com.klaro.sandbox.process.PidFile;
import com.klaro.sandbox.process.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// The one file with everything the development server knows. The server itself does not notice a
/// second one on it.
record DatabaseFile(Path path) {
  /// Its guard ends an orphan in about a second.
  private static final Duration OWN_END = Duration.ofSeconds(5);

  static DatabaseFile in(Path directory, String version) {
    return new DatabaseFile(directory.resolve("dev-" + version + ".db"));
  }

  Path beside(String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }

  FileLock lock() {
    return FileLock.take(beside(".lock"), "The Temporal data in " + path);
  }

  /// Waits until the server of a killed program is gone; the caller holds the lock.
  void awaitNobody() {
    if (Patience.await(OWN_END, () -> orphan().isEmpty())) {
      return;
    }
    Signals.send("CONT", orphan());
    Signals.send("TERM", orphan());
    if (!Patience.await(OWN_END, () -> orphan().isEmpty())) {
      throw new CannotStart(
          "Temporal process " + orphan() + " still uses " + path + ". End it first.");
    }
  }

  /// The process of the pid file, if it really is a server on this file.
  private List<Long> orphan() {
    return PidFile.read(beside(".pid"))
        .flatMap(ProcessHandle::of)
        .filter(ProcessHandle::isAlive)
        .stream()
        .filter(handle ->
            handle
                .info()
                .arguments()
                .map(all -> Arrays.asList(all).contains(path.toString()))
                .orElse(false))
        .map(ProcessHandle::pid)
        .toList();
  }
}
