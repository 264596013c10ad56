package com.klaro.app.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;

/// CPU time that processes used. Under foreign load it moves by a few percent where wall time moves
/// by hundreds.
final class CpuTime {

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private CpuTime() {}

  /// Without the JVM's compilers.
  static long nanosOfThisProcess() {
    return SYSTEM.getProcessCpuTime() - Compilers.nanos(ProcessHandle.current().pid());
  }

  /// Of a server made of single-threaded processes. Those that ended meanwhile are lost, so
  /// connections must outlive the measurement.
  static long nanosOfFamily(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMapToLong(parent ->
            LongStream.concat(
                LongStream.of(pid), parent.descendants().mapToLong(ProcessHandle::pid)))
        .map(CpuTime::nanosOfSingleThread)
        .sum();
  }

  /// Of a process with any number of threads; in steps of ten milliseconds.
  static Duration of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// The scheduler's own account is exact to the nanosecond, where there is one.
  private static long nanosOfSingleThread(long pid) {
    try {
      return Long.parseLong(
          Files.readString(Path.of("/proc/" + pid + "/schedstat")).split(" ", 2)[0]);
    } catch (IOException noSuchAccount) {
      return ProcessHandle.of(pid).map(CpuTime::of).orElse(Duration.ZERO).toNanos();
    }
  }
}
