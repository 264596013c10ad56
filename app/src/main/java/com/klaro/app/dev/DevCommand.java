package com.klaro.app.dev;

import com.klaro.app.Command;
import com.klaro.app.ExitCode;
import com.klaro.app.Options;
import com.klaro.app.StopSignal;
import com.klaro.app.Syntax;

/// `klaro dev`: starts everything and stays until asked to stop.
public final class DevCommand implements Command {

  @Override
  public Syntax syntax() {
    return DevOptions.syntax(
        "Starts everything and stays until Ctrl-C: database, Temporal, mailbox, sandbox, worker,"
            + " API.",
        "changes nothing: `dev` always stays; it is for `demo`");
  }

  @Override
  public ExitCode run(Options options) {
    return StopSignal.during(stop -> {
      try (Development.Running running = DevOptions.start(options)) {
        Banner.print(running.places(), System.out);
        stop.await();
        System.out.println("Klaro is stopping.");
      }
    });
  }
}
