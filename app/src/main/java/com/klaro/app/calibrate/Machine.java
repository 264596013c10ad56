package com.klaro.app.calibrate;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// What hashes may take of a machine, or of the container on it.
///
/// @param memory KiB of all there is
/// @param heap KiB that Java may take
record Machine(int cores, long memory, long heap) {

  /// KiB beside the heap: code, classes, threads and buffers.
  private static final long BESIDE = 256 * 1024;

  /// The heap is the API's, because the launcher gives this command the same.
  static Machine here() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Runtime java = Runtime.getRuntime();
    return new Machine(
        java.availableProcessors(), system.getTotalMemorySize() / 1024, java.maxMemory() / 1024);
  }

  /// KiB of all hashes together: a quarter, for others live here too, and no more than is left.
  long forHashes() {
    return Math.max(0, Math.min(memory / 4, memory - heap - BESIDE));
  }
}
