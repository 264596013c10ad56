package com.klaro.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// CPU time of this JVM's compiler threads. They work for minutes after a start and for whichever
/// side is being measured just then, so their time is taken out of a comparison. Zero where the
/// system keeps no account per thread.
final class Compilers {

  private static final Path THREADS = Path.of("/proc/self/task");
  private static final Map<Path, Long> SEEN = new HashMap<>();

  private Compilers() {}

  /// Threads that ended keep what they were last seen with.
  static synchronized long nanos() {
    if (Files.isDirectory(THREADS)) {
      try (Stream<Path> threads = Files.list(THREADS)) {
        threads.forEach(Compilers::look);
      } catch (IOException unreadable) {
        return 0;
      }
    }
    return SEEN.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void look(Path thread) {
    try {
      if (SEEN.containsKey(thread) || isCompiler(Files.readString(thread.resolve("comm")))) {
        SEEN.put(
            thread, Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]));
      }
    } catch (IOException endedMeanwhile) {
      return;
    }
  }

  private static boolean isCompiler(String name) {
    return name.startsWith("C1 ") || name.startsWith("C2 ");
  }
}
