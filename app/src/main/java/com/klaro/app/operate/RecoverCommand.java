package com.klaro.app.operate;

import com.klaro.app.Command;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Logs;
import com.klaro.app.Observed;
import com.klaro.app.Options;
import com.klaro.app.Syntax;
import com.klaro.app.WorkerSections;
import com.klaro.store.Store;
import com.klaro.store.temporal.TemporalSettings;
import com.klaro.store.temporal.WorkflowGateway;
import com.klaro.worker.Recovery;

/// `klaro recover`: a workflow for every row that needs one and has none.
public final class RecoverCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Starts a workflow for every row that needs one and has none. Doing so again is"
                + " harmless.")
        .withConfig();
  }

  @Override
  public ExitCode run(Options options) {
    Logs.toStandardError();
    var surroundings = Surroundings.of(options);
    try (Store store = surroundings.open("recover", Observed.meters("recover"))) {
      Recovery.Report report =
          WorkerSections.recoveries(surroundings.config(), store).stream()
              .map(Recovery::run)
              .reduce(Recovery.Report.NOTHING, Recovery.Report::plus);
      System.out.println(
          "restarted "
              + report.restarted()
              + ", running "
              + report.alreadyThere()
              + ", not reached "
              + report.unreachable());
      if (report.unreachable() > 0) {
        throw new CommandFailed(ExitCode.FAILED, whyNotReached(surroundings, store));
      }
      return ExitCode.FINE;
    }
  }

  private static String whyNotReached(Surroundings surroundings, Store store) {
    TemporalSettings temporal = surroundings.temporal();
    WorkflowGateway gateway = store.gateway();
    return "Temporal at "
        + temporal.address()
        + ", namespace "
        + temporal.namespace()
        + ": "
        + gateway.silence().or(gateway::missing).orElse("answers by now")
        + "; then run ./klaro recover again";
  }
}
