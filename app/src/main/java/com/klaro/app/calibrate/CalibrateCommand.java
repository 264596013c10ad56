package com.klaro.app.calibrate;

import com.klaro.app.Command;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Logs;
import com.klaro.app.Options;
import com.klaro.app.Syntax;

/// `klaro calibrate [--millis 100]`: needs nothing that runs, and writes nothing.
public final class CalibrateCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Measures password hashing on this machine and prints settings of identity.hashing that"
                + " suit it, to be put into a file of yours. Run it where the API runs, while"
                + " little else does.")
        .withValue(
            "millis",
            "N",
            "how long a hash may take while every core makes one, from 20 to 1000; 100 unless said"
                + " otherwise");
  }

  @Override
  public ExitCode run(Options options) {
    Logs.toStandardError();
    int millis = options.number("millis", 100);
    if (millis < 20 || millis > 1000) {
      throw CommandFailed.wrongUse("--millis takes a number from 20 to 1000");
    }
    Calibration.proposal(millis).lines().forEach(System.out::println);
    return ExitCode.FINE;
  }
}
