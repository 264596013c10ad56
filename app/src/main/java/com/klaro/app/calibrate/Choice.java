package com.klaro.app.calibrate;

import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.calibrate.Proposal.Measured;
import com.klaro.store.identity.password.HashingSettings;
import java.util.ArrayList;
import java.util.List;

/// The strongest parameters within a time and a machine: as much memory as fits, because that is
/// what a guesser's hardware lacks, and only then more passes over it. One lane, for it is logins
/// that share the cores.
final class Choice {

  private record Step(int memory, int iterations) {}

  /// OWASP's five, which are alike and of which none may be undercut, and then more memory.
  private static final List<Step> STEPS =
      List.of(
          new Step(7_168, 5),
          new Step(9_216, 4),
          new Step(12_288, 3),
          new Step(19_456, 2),
          new Step(47_104, 1),
          new Step(65_536, 1),
          new Step(98_304, 1),
          new Step(131_072, 1),
          new Step(196_608, 1),
          new Step(262_144, 1),
          new Step(393_216, 1),
          new Step(524_288, 1),
          new Step(786_432, 1),
          new Step(1_048_576, 1));

  private final double target;
  private final HashCost cost;
  private final int threads;
  private final List<Measured> tried = new ArrayList<>();

  private Choice(double target, HashCost cost, int threads) {
    this.target = target;
    this.cost = cost;
    this.threads = threads;
  }

  /// @param target milliseconds
  /// @throws CommandFailed when the machine has no memory for a single hash
  static Proposal of(Machine machine, double target, HashCost cost) {
    int threads = (int) Math.min(machine.cores(), machine.forHashes() / STEPS.getFirst().memory());
    if (threads == 0) {
      throw new CommandFailed(
          ExitCode.MISSING,
          "Beside a heap of %d MiB, %d MiB of memory do not do for one hash: give the machine more, or the"
                  .formatted(machine.heap() / 1024, machine.memory() / 1024)
              + " program a smaller heap (KLARO_JAVA_OPTS=-Xmx384m)");
    }
    var choice = new Choice(target, cost, threads);
    Measured chosen = choice.withPasses(choice.withMemory(machine.forHashes() / threads));
    return new Proposal(machine, target, chosen, choice.tried);
  }

  private Measured withMemory(long most) {
    Measured best = measured(STEPS.getFirst());
    for (Step step : STEPS.subList(1, STEPS.size())) {
      if (step.memory() > most) {
        return best;
      }
      Measured next = measured(step);
      if (next.millis() > target) {
        return best;
      }
      best = next;
    }
    return best;
  }

  private Measured withPasses(Measured least) {
    int memory = least.settings().memory();
    int passes = fitting(least);
    while (passes > least.settings().iterations()) {
      Measured more = measured(new Step(memory, passes));
      if (more.millis() <= target) {
        return more;
      }
      passes = Math.min(passes - 1, fitting(more));
    }
    return least;
  }

  /// Passes cost alike.
  private int fitting(Measured measured) {
    return (int) (measured.settings().iterations() * target / measured.millis());
  }

  private Measured measured(Step step) {
    var settings = new HashingSettings(step.memory(), step.iterations(), 1, threads, threads);
    var measured = new Measured(settings, cost.millis(settings));
    tried.add(measured);
    return measured;
  }
}
