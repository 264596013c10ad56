package com.klaro.app.operate;

import com.klaro.api.ApiServer;
import com.klaro.app.ApiSections;
import com.klaro.app.Command;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Logs;
import com.klaro.app.Options;
import com.klaro.app.StopSignal;
import com.klaro.app.Syntax;
import com.klaro.store.Store;
import com.klaro.store.telemetry.Tracing;

/// `klaro api`: serves until asked to stop, then drains.
public final class ApiCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.NOTHING.withValues("config").withFlags("warm-up");
  }

  @Override
  public ExitCode run(Options options) {
    return StopSignal.during(stop -> run(options, stop));
  }

  private static ExitCode run(Options options, StopSignal stop) {
    Logs.toStandardError();
    var surroundings = Surroundings.of(options);
    var meters = Surroundings.meters("api");
    try (Tracing tracing = surroundings.tracing("api");
        Store store = surroundings.open("api", meters, tracing);
        ApiServer api = ApiServer.start(ApiSections.of(surroundings.config()), store, meters)) {
      System.err.println("klaro: the API listens on port " + api.port());
      if (!options.flag("warm-up")) {
        stop.await();
      }
    } catch (ApiServer.CannotListen taken) {
      throw new CommandFailed(ExitCode.FAILED, String.valueOf(taken.getMessage()), taken);
    }
    return ExitCode.FINE;
  }
}
