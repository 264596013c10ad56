package com.klaro.app.production;

import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.store.Store;
import com.klaro.store.database.PostgresVersion;
import com.klaro.store.temporal.TemporalVersion;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The oldest servers that production works with.
public final class VersionFloors {

  private static final Logger LOG = LoggerFactory.getLogger(VersionFloors.class);

  private VersionFloors() {}

  /// Temporal may be away: then its version is not known, and the program starts all the same.
  ///
  /// @throws CommandFailed when a server is older, with what is there and what is needed
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public static void check(Store store) {
    PostgresVersion postgres = store.database().version();
    postgres.tooOld().ifPresent(needed -> refuse(below("Postgres", postgres.toString(), needed)));
    store
        .gateway()
        .serverVersion()
        .ifPresentOrElse(
            text -> temporal(text).ifPresent(VersionFloors::refuse),
            () -> LOG.warn("Temporal is away; its version is not checked now"));
  }

  /// @param text what the server says it is
  /// @return what is there, what is needed and what lets it pass, when it is older
  public static Optional<String> temporal(String text) {
    var version = new TemporalVersion(text);
    return version
        .tooOld()
        .map(needed ->
            below("Temporal", version.toString(), needed)
                + " (profile: development lets this one pass; the one of ./klaro temporal install"
                + " is for development)");
  }

  private static String below(String what, String there, String needed) {
    return what + " is " + there + "; production needs " + needed;
  }

  private static void refuse(String line) {
    throw new CommandFailed(ExitCode.MISSING, line);
  }
}
