package com.klaro.store.database;

import com.google.common.base.Throwables;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PasswordUtil;

/// Makes roles and tables, and brings them up to date. Uses plain connections of its own: a
/// migration may take longer than a request's deadline. Safe to run from several processes at once.
public final class Schema {

  /// Any number will do, as long as every Klaro process takes the same one.
  private static final long LOCK = 0x6b6c61726fL;

  /// Of SCRAM (RFC 7677 wants 4096 for what people choose). Our passwords are derived keys of 256
  /// bits, which nobody guesses: more would only cost each new connection its time.
  private static final int ITERATIONS = 1;

  private final DatabaseAddress administrator;
  private final Key key;

  /// @param key whose passwords the roles get
  /// @param administrator a superuser, who makes the roles; where they are there, the owner role
  ///   will do
  public Schema(DatabaseAddress administrator, Key key) {
    this.administrator = administrator;
    this.key = key;
  }

  /// What the roles' logins come from (`RoleLogins` in `secrets`).
  public interface Key {

    /// Of a role's login: a key of 256 bits at least, as text.
    String passwordOf(String roleName);

    /// Throws the exception of its own that says so when this is not the key of what is stored.
    void tryOn(StoredSecrets stored);
  }

  /// Roles with their logins, then migrations. Nothing is changed with a key that opens nothing of
  /// what the database holds: the roles would take its passwords, and those of the right one no
  /// longer.
  ///
  /// @return how many migrations there were to do
  /// @throws DatabaseUnavailable when Postgres cannot be reached
  /// @throws Refused when it says no
  public int prepare() {
    try (Connection connection = administrator.dataSource("klaro-migrate").getConnection()) {
      run(connection, "SELECT pg_advisory_lock(" + LOCK + ")");
      StoredSecrets stored = stored(connection);
      key.tryOn(stored);
      tryOnRoles(connection, stored);
      makeRolesIfAllowed(connection);
      return flyway().load().migrate().migrationsExecuted;
    } catch (SQLException failure) {
      if (SqlStates.unavailable(failure)) {
        throw new DatabaseUnavailable("Postgres at " + administrator + " did not answer", failure);
      }
      throw new Refused(failure);
    } catch (FlywayException failure) {
      throw new Refused(Throwables.getRootCause(failure));
    }
  }

  /// Postgres answered, and said no: a wrong password, no such database, a right that is missing.
  public static final class Refused extends RuntimeException {
    private static final Pattern LINES = Pattern.compile("\\s*\\R\\s*");

    Refused(Throwable cause) {
      super(
          "Postgres refused (migrating needs a superuser): "
              + LINES.matcher(String.valueOf(cause.getMessage()).strip()).replaceAll(" "),
          cause);
    }
  }

  /// Whether the database was prepared before, with some master key.
  ///
  /// @throws DatabaseUnavailable when Postgres cannot be reached
  public static boolean isPrepared(DatabaseAddress administrator) {
    try (Connection connection = administrator.dataSource("klaro-migrate").getConnection()) {
      return StoredSecrets.areIn(connection);
    } catch (SQLException failure) {
      throw new DatabaseUnavailable("Postgres at " + administrator + " did not answer", failure);
    }
  }

  /// Whether our roles are there, whatever passwords they take.
  ///
  /// @throws DatabaseUnavailable when whoever asks cannot look
  public static boolean hasRoles(DatabaseAddress administrator) {
    try (Connection connection = administrator.dataSource("klaro-migrate").getConnection()) {
      return exists(connection, DatabaseRole.PLATFORM.roleName(administrator.database()));
    } catch (SQLException failure) {
      throw new DatabaseUnavailable("Postgres at " + administrator + " did not answer", failure);
    }
  }

  /// The roles of a database named `klaro__more` are those of `klaro`. While it is empty it holds
  /// nothing that says whose they are, so they are asked: with other passwords they would let
  /// nobody else in any more.
  private void tryOnRoles(Connection connection, StoredSecrets stored) throws SQLException {
    String database = administrator.database();
    String role = DatabaseRole.PLATFORM.roleName(database);
    if (!stored.all().isEmpty()
        || DatabaseRole.original(database).equals(database)
        || !exists(connection, role)) {
      return;
    }
    try (Connection _ =
        administrator.as(role, key.passwordOf(role)).dataSource("klaro-migrate").getConnection()) {
      return;
    } catch (SQLException refused) {
      if (SqlStates.loginRefused(refused)) {
        throw new Refused(
            new IllegalStateException(
                ("%s does not sign in with this master key (%s), and other databases may be in use"
                        + " with another one; take that key, or a name without __")
                    .formatted(role, refused.getMessage())));
      }
      if (SqlStates.unavailable(refused)) {
        throw refused;
      }
      // The password was right; what else it may do here is granted below.
    }
  }

  /// Whoever is no superuser reads as the owner, as it migrates as the owner.
  private StoredSecrets stored(Connection connection) throws SQLException {
    if (!StoredSecrets.areIn(connection)) {
      return StoredSecrets.NONE;
    }
    if (isSuperuser(connection)) {
      return StoredSecrets.read(connection);
    }
    run(connection, "SET ROLE " + quoted(owner()));
    var stored = StoredSecrets.read(connection);
    run(connection, "RESET ROLE");
    return stored;
  }

  /// For the test that upgrades from an older state.
  void migrateTo(String version) {
    flyway().target(version).load().migrate();
  }

  private FluentConfiguration flyway() {
    PGSimpleDataSource asOwner = administrator.dataSource("klaro-migrate");
    asOwner.setOptions("-c role=" + owner());
    return Flyway.configure()
        .dataSource(asOwner)
        .placeholders(placeholders())
        .locations("classpath:db/migration")
        .validateMigrationNaming(true)
        .cleanDisabled(true);
  }

  private String owner() {
    return DatabaseRole.owner(administrator.database());
  }

  private Map<String, String> placeholders() {
    Map<String, String> roles =
        Arrays.stream(DatabaseRole.values())
            .collect(
                Collectors.toMap(
                    role -> role.name().toLowerCase(Locale.ROOT),
                    role -> quoted(role.roleName(administrator.database()))));
    roles.put("owner", quoted(owner()));
    return roles;
  }

  private List<String> logins() {
    return Stream.concat(
            Stream.of(owner()),
            Arrays.stream(DatabaseRole.values())
                .map(role -> role.roleName(administrator.database())))
        .toList();
  }

  private void makeRoles(Connection connection) throws SQLException {
    for (String role : logins()) {
      if (!exists(connection, role)) {
        run(connection, "CREATE ROLE " + quoted(role) + " LOGIN");
      }
      run(
          connection,
          "ALTER ROLE "
              + quoted(role)
              + " NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS");
      // The verifier is computed here: the password itself never reaches the server or its log.
      run(connection, "ALTER ROLE " + quoted(role) + " PASSWORD '" + verifier(role) + "'");
    }
    letIn(connection);
    run(connection, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
    run(connection, "ALTER SCHEMA public OWNER TO " + quoted(owner()));
    for (String role : logins()) {
      run(connection, "GRANT USAGE ON SCHEMA public TO " + quoted(role));
    }
  }

  private String verifier(String role) {
    return PasswordUtil.encodeScramSha256(
        key.passwordOf(role).toCharArray(), ITERATIONS, role.getBytes(StandardCharsets.UTF_8));
  }

  private void letIn(Connection connection) throws SQLException {
    String database = quoted(administrator.database());
    run(connection, "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
    for (String role : logins()) {
      run(connection, "GRANT CONNECT ON DATABASE " + database + " TO " + quoted(role));
    }
  }

  private void makeRolesIfAllowed(Connection connection) throws SQLException {
    if (isSuperuser(connection)) {
      makeRoles(connection);
      return;
    }
    for (String role : logins()) {
      if (!exists(connection, role)) {
        throw new SQLException(
            "there is no role " + role + " yet, and whoever asks cannot make it");
      }
    }
  }

  /// For a copy of a prepared database, of which all was copied but who may connect.
  void letIn() {
    try (Connection connection = administrator.dataSource("klaro-migrate").getConnection()) {
      letIn(connection);
    } catch (SQLException failure) {
      throw new Refused(failure);
    }
  }

  /// For the test that upgrades from an older state: roles without tables.
  void makeRoles() throws SQLException {
    try (Connection connection = administrator.dataSource("klaro-migrate").getConnection()) {
      makeRolesIfAllowed(connection);
    }
  }

  private static boolean isSuperuser(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private static boolean exists(Connection connection, String role) throws SQLException {
    try (var statement = connection.prepareStatement("SELECT 1 FROM pg_roles WHERE rolname = ?")) {
      statement.setString(1, role);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Role and database names come from the operator's URL, never from a request; quoted all the
  /// same.
  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
