package com.klaro.app.endtoend;

import com.klaro.sandbox.network.LoopbackPort;
import com.klaro.sandbox.process.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shifts of all ports to where nobody listens, below the range from which systems give ports to
/// clients. A port is taken by the lock on a file, until this process ends: tests run in several
/// processes at once, and between a look at a port and its use another one would take it.
final class Offsets {

  private static final List<Integer> PORTS =
      List.of(8080, 8081, 8443, 8090, 8025, 1025, 5433, 7233, 8233, 7243, 7253);
  private static final Path LOCKS =
      Path.of(System.getProperty("java.io.tmpdir"), "klaro-test-ports");
  private static final int FIRST = 11_000;
  private static final int LAST = 22_000;

  /// Kept, for whoever forgets a file has closed it.
  private static final List<FileChannel> HELD = new ArrayList<>();

  private static int next = FIRST + (int) (ProcessHandle.current().pid() * 37 % 9_000);

  private Offsets() {}

  static synchronized int free() {
    while (true) {
      next = next >= LAST ? FIRST : next + 23;
      if (isTaken(next)) {
        return next;
      }
    }
  }

  private static boolean isTaken(int offset) {
    List<FileChannel> held = new ArrayList<>();
    for (int port : PORTS) {
      @Nullable FileChannel lock = isFree(port + offset) ? lock(port + offset) : null;
      if (lock == null) {
        held.forEach(Offsets::release);
        return false;
      }
      held.add(lock);
    }
    HELD.addAll(held);
    return true;
  }

  /// @return open for as long as the port is ours; null when another process has it
  private static @Nullable FileChannel lock(int port) {
    try {
      Files.createDirectories(LOCKS);
      FileChannel file =
          FileChannel.open(
              LOCKS.resolve(Integer.toString(port)),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      try {
        if (file.tryLock() != null) {
          return file;
        }
      } catch (OverlappingFileLockException ours) {
        // Of an earlier home of this very process.
      }
      file.close();
      return null;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void release(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isFree(int port) {
    try {
      LoopbackPort.awaitFree(port, Duration.ZERO, "a test");
      return true;
    } catch (CannotStart taken) {
      return false;
    }
  }
}
