package com.klaro.activities.identity;

import java.time.Duration;

/// How an owner gets rid of a second factor that a stranger set up on their account.
final class Undo {

  private Undo() {}

  /// @param within of the account's first second factor
  static String words(Duration within) {
    return "It also removes a second factor that your account has had for less than "
        + spoken(within)
        + ". One that it has had for longer stays: sign in with it, and remove what is not yours.";
  }

  private static String spoken(Duration time) {
    return time.toMinutesPart() == 0
        ? counted(time.toHours(), "hour")
        : counted(time.toMinutes(), "minute");
  }

  private static String counted(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
