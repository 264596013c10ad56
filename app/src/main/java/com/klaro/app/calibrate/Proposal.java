package com.klaro.app.calibrate;

import com.klaro.store.identity.password.HashingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What was chosen, after what was measured.
///
/// @param target milliseconds that were asked for
record Proposal(Machine machine, double target, Measured chosen, List<Measured> tried) {

  /// How long the last one in the queue may wait: who waits for longer asks again.
  private static final double LONGEST_WAIT = 2000;

  record Measured(HashingSettings settings, double millis) {}

  Proposal {
    tried = List.copyOf(tried);
  }

  HashingSettings settings() {
    HashingSettings it = chosen.settings();
    int queue = Math.max(1, (int) (it.threads() * LONGEST_WAIT / chosen.millis()));
    return new HashingSettings(it.memory(), it.iterations(), it.parallelism(), it.threads(), queue);
  }

  /// YAML: what is to be known is a comment, what is to be set is not.
  List<String> lines() {
    HashingSettings it = settings();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "# %d cores, %d MiB of memory: hashes may take %d MiB beside a heap of %d MiB.",
            machine.cores(),
            machine.memory() / 1024,
            machine.forHashes() / 1024,
            machine.heap() / 1024));
    lines.add(String.format(Locale.ROOT, "# Measured with %d at the same time:", it.threads()));
    tried.forEach(each ->
        lines.add(
            String.format(
                Locale.ROOT,
                "#   memory %7d  iterations %3d  %7.1f ms",
                each.settings().memory(),
                each.settings().iterations(),
                each.millis())));
    if (chosen.millis() > target) {
      lines.add(
          String.format(
              Locale.ROOT,
              "# Nothing that OWASP lists keeps to %.0f ms here; this is the least.",
              target));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "# Up to %d MiB of memory and %.1f logins a second; the last in the queue waits 2 s.",
            (long) it.memory() * it.threads() / 1024,
            it.threads() * 1000 / chosen.millis()));
    lines.add("identity:");
    lines.add("  hashing:");
    lines.add("    memory: " + it.memory());
    lines.add("    iterations: " + it.iterations());
    lines.add("    parallelism: " + it.parallelism());
    lines.add("    threads: " + it.threads());
    lines.add("    queue: " + it.queue());
    return List.copyOf(lines);
  }
}
