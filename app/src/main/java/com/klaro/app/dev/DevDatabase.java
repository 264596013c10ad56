package com.klaro.app.dev;

import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Installation;
import com.klaro.sandbox.postgres.PostgresServer;
import com.klaro.sandbox.postgres.PostgresSettings;
import com.klaro.store.database.DatabaseAddress;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The database of a development program: the one `KLARO_DATABASE_URL` names, else an embedded one
/// with kept data.
///
/// @param server null when the database is somebody else's
record DevDatabase(DatabaseAddress address, @Nullable PostgresServer server)
    implements AutoCloseable {

  private static final String NAME = "klaro";

  static DevDatabase start(Installation installation, Ports ports) {
    Optional<String> url = installation.variable("KLARO_DATABASE_URL");
    if (url.isPresent()) {
      return new DevDatabase(external(url.get()), null);
    }
    PostgresServer server =
        PostgresServer.start(
            PostgresSettings.kept(installation.home().resolve("postgres"), ports.postgres()));
    return new DevDatabase(DatabaseAddress.parse(server.ensureDatabase(NAME)), server);
  }

  /// For people, before it is there; without the password.
  static String named(Installation installation, Ports ports) {
    return installation
        .variable("KLARO_DATABASE_URL")
        .map(DevDatabase::external)
        .map(address ->
            "Postgres at " + address.host() + ":" + address.port() + ", as KLARO_DATABASE_URL says")
        .orElse(
            "Postgres on port "
                + ports.postgres()
                + (Files.exists(installation.home().resolve("postgres"))
                    ? ""
                    : ", whose data is made now"));
  }

  private static DatabaseAddress external(String url) {
    try {
      return DatabaseAddress.parse(url);
    } catch (IllegalArgumentException malformed) {
      throw new CommandFailed(
          ExitCode.WRONG_USE, "KLARO_DATABASE_URL: " + malformed.getMessage(), malformed);
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
