package com.klaro.sandbox.postgres;

import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.process.Patience;
import com.klaro.sandbox.process.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A Postgres that still runs on our data although the program that started it is gone. The caller
/// holds the directory's lock, so no living program wants it. A process counts only when it works
/// inside the data directory, whatever the pid file says: that number may belong to a stranger by
/// now.
final class Leftover {
  private static final Duration OWN_END = Duration.ofSeconds(2);
  private static final Duration CLEAN_STOP = Duration.ofSeconds(15);
  private static final Duration QUICK_STOP = Duration.ofSeconds(5);

  private final DataDirectory directory;

  Leftover(DataDirectory directory) {
    this.directory = directory;
  }

  /// Ends what still runs, the clean way first, and then removes the stale pid file. With a process
  /// left the file must stay: it is what keeps a second server off the same data.
  void end() throws IOException {
    if (!gone(OWN_END)) {
      directory
          .postmaster()
          .filter(processes()::contains)
          .ifPresent(pid -> Signals.send("CONT", Signals.family(pid)));
      directory
          .postmaster()
          .filter(processes()::contains)
          .ifPresent(pid -> Signals.send("INT", List.of(pid)));
      if (!gone(CLEAN_STOP)) {
        Signals.send("QUIT", processes());
      }
      if (!gone(QUICK_STOP)) {
        throw new CannotStart(
            "Postgres processes "
                + processes()
                + " still use "
                + directory.data()
                + ". End them first.");
      }
    }
    Files.deleteIfExists(directory.postmasterPid());
  }

  private boolean gone(Duration limit) {
    return Patience.await(limit, () -> processes().isEmpty());
  }

  private List<Long> processes() {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .filter(this::isOurs)
        .toList();
  }

  private boolean isOurs(long pid) {
    try {
      Path process = Path.of("/proc", Long.toString(pid));
      return Files.readSymbolicLink(process.resolve("cwd")).equals(directory.data().toRealPath())
          && Files.readString(process.resolve("comm")).strip().equals("postgres");
    } catch (IOException _) {
      return false; // gone meanwhile, or another user's
    }
  }
}
