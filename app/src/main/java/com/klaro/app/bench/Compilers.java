package com.klaro.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// CPU time of a JVM's compiler threads. They work for minutes after a start and for whichever side
/// is being measured just then, so their time is taken out of a comparison. Zero where the system
/// keeps no account per thread.
final class Compilers {

  private static final Map<Path, Long> SEEN = new HashMap<>();

  private Compilers() {}

  /// Of one process. Threads that ended keep what they were last seen with.
  static synchronized long nanos(long pid) {
    Path process = Path.of("/proc/" + pid + "/task");
    if (Files.isDirectory(process)) {
      try (Stream<Path> threads = Files.list(process)) {
        threads.forEach(Compilers::look);
      } catch (IOException unreadable) {
        return 0;
      }
    }
    return SEEN.entrySet().stream()
        .filter(thread -> thread.getKey().startsWith(process))
        .mapToLong(Map.Entry::getValue)
        .sum();
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
