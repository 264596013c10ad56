package com.klaro.app.operate;

import com.klaro.app.Command;
import com.klaro.app.ExitCode;
import com.klaro.app.Logs;
import com.klaro.app.Observed;
import com.klaro.app.Options;
import com.klaro.app.StopSignal;
import com.klaro.app.Syntax;
import com.klaro.app.WorkerSections;
import com.klaro.app.production.Profile;
import com.klaro.app.production.VersionFloors;
import com.klaro.store.Store;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.upkeep.Loop;
import com.klaro.worker.Shift;
import com.klaro.worker.TemporalFloor;
import com.klaro.worker.WorkerAdmin;
import com.klaro.worker.WorkerHealth;
import com.klaro.worker.WorkerProcess;
import java.time.Duration;

/// `klaro worker`: works until asked to stop, then drains.
public final class WorkerCommand implements Command {

  private static final Duration AGAIN = Duration.ofMillis(500);

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Works on workflows and activities until asked to stop, then finishes what it has"
                + " begun.")
        .withConfig();
  }

  @Override
  public ExitCode run(Options options) {
    Logs.toStandardError();
    var surroundings = Surroundings.of(options);
    WorkerSections.check(surroundings.config());
    surroundings.checkMails();
    return StopSignal.during(stop -> work(surroundings, stop));
  }

  private static void work(Surroundings surroundings, StopSignal stop) {
    var meters = Observed.meters("worker");
    try (Tracing tracing = surroundings.tracing("worker");
        Store store = surroundings.openToServe("worker", meters, tracing);
        WorkerProcess worker =
            WorkerSections.start(surroundings.config(), store, floor(surroundings));
        WorkerAdmin admin =
            WorkerSections.admin(surroundings.config(), worker, meters, store.settings().ids())) {
      WorkerHealth.Report report = worker.health().look();
      System.err.println(
          "klaro: the worker tells how it is on port "
              + admin.port()
              + "; it is "
              + report.words());
      if (report.shift() == Shift.ON) {
        stop.await();
      } else {
        try (Loop _ =
            Loop.untilDone("on-shift", AGAIN, Duration.ZERO, () -> saidOnShift(worker.health()))) {
          stop.await();
        }
      }
    }
  }

  private static boolean saidOnShift(WorkerHealth health) {
    boolean on = health.shift() == Shift.ON;
    if (on) {
      System.err.println("klaro: the worker is on shift");
    }
    return on;
  }

  /// Temporal may come later than the worker.
  private static TemporalFloor floor(Surroundings surroundings) {
    return surroundings.profile() == Profile.PRODUCTION
        ? VersionFloors::temporal
        : TemporalFloor.ANY;
  }
}
