package com.klaro.store.tenancy;

import java.time.Duration;

/// What makes a session live, for every statement that asks: of `sessions s` and its `accounts a`,
/// at `:now`. The function `admit` says it too.
@NotTenantBound("a session belongs to a person, not to a workspace")
public final class LiveSession {

  /// More than the clocks of two processes are ever apart.
  public static final Duration SLACK = Duration.ofHours(1);

  /// Neither at its end nor left alone for too long.
  public static final String IN_TIME = inTime(":now");

  public static final String CONDITION =
      " s.ended_at IS NULL AND" + IN_TIME + "AND a.disabled_at IS NULL ";

  /// What no process holds for live any more is left out, whatever its clock says; for whoever ends
  /// sessions, so that none goes on elsewhere. Of the account nothing is asked.
  public static final String PERHAPS =
      " s.ended_at IS NULL AND" + inTime("(CAST(:now AS timestamptz) - interval '" + SLACK + "')");

  private LiveSession() {}

  private static String inTime(String at) {
    return " s.expires_at > " + at + " AND s.last_seen_at + s.idle > " + at + " ";
  }
}
