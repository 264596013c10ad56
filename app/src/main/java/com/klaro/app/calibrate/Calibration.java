package com.klaro.app.calibrate;

import com.klaro.store.identity.password.HashingSettings;
import java.time.Clock;

/// What `klaro calibrate` proposes for this machine, for whoever measures with it.
public final class Calibration {

  private Calibration() {}

  /// @param millis that a hash may take while every core makes one
  /// @throws com.klaro.app.CommandFailed when the machine has no memory for a single hash
  public static HashingSettings within(int millis) {
    return proposal(millis).settings();
  }

  static Proposal proposal(int millis) {
    return Choice.of(Machine.here(), millis, new MeasuredCost(Clock.systemUTC()));
  }
}
