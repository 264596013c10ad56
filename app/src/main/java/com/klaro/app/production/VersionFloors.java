package com.klaro.app.production;

import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.store.Store;
import com.klaro.store.database.PostgresVersion;
import com.klaro.store.history.TemporalVersion;
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
    postgres.tooOld().ifPresent(needed -> refuse("Postgres", postgres.toString(), needed));
    store
        .gateway()
        .serverVersion()
        .ifPresentOrElse(
            text -> {
              var temporal = new TemporalVersion(text);
              temporal
                  .tooOld()
                  .ifPresent(needed -> refuse("Temporal", temporal.toString(), needed));
            },
            () -> LOG.warn("Temporal is away; its version is not checked"));
  }

  private static void refuse(String what, String there, String needed) {
    throw new CommandFailed(
        ExitCode.MISSING, what + " is " + there + "; production needs " + needed);
  }
}
