package com.klaro.sandbox.postgres;

import com.klaro.sandbox.network.LoopbackPort;
import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.process.FileLock;
import com.klaro.sandbox.process.GuardedProcess;
import com.klaro.sandbox.process.Patience;
import com.klaro.sandbox.process.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// A running Postgres on the loopback interface.
public final class PostgresServer implements AutoCloseable {
  public static final String SUPERUSER = "postgres";
  public static final String DATABASE = "postgres";

  private static final Duration START = Duration.ofSeconds(60);

  private final DataDirectory directory;
  private final FileLock lock;
  private final GuardedProcess process;
  private final int port;
  private final String password;

  private PostgresServer(
      DataDirectory directory, FileLock lock, GuardedProcess process, int port, String password) {
    this.directory = directory;
    this.lock = lock;
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /// Starts a server on the directory of the settings, after ending what a killed program left
  /// running there.
  public static PostgresServer start(PostgresSettings settings) {
    DataDirectory directory = new DataDirectory(settings.directory());
    try {
      PrivateFiles.createDirectory(directory.home());
      FileLock lock = FileLock.take(directory.lock(), "The Postgres data in " + directory.home());
      try {
        return start(settings, directory, lock);
      } catch (RuntimeException | IOException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PostgresServer start(
      PostgresSettings settings, DataDirectory directory, FileLock lock) throws IOException {
    new Leftover(directory).end();
    int port = LoopbackPort.orFree(settings.port());
    LoopbackPort.awaitFree(port, PostgresSettings.PORT_PATIENCE, "Postgres");
    PostgresBinaries binaries = PostgresBinaries.unpacked();
    String password = Passwords.superuser(settings, directory);
    directory.initialise(binaries, password, settings.durable());
    GuardedProcess process =
        GuardedProcess.start(
            Unprivileged.command(
                directory.home(), ServerCommand.of(binaries, directory, port, settings.durable())),
            "INT",
            directory.guardPid(),
            directory.log());
    PostgresServer server = new PostgresServer(directory, lock, process, port, password);
    try {
      server.awaitReady();
      return server;
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private void awaitReady() {
    boolean answered = Patience.await(START, () -> directory.isReady() || !process.isAlive());
    if (!answered || !process.isAlive()) {
      throw new CannotStart("Postgres did not start on port " + port + ":\n" + process.output());
    }
    try (Connection connection = connect(DATABASE)) {
      connection.isValid(1);
    } catch (SQLException e) {
      throw new CannotStart(
          "The data in " + directory.home() + " does not open with this password.", e);
    }
  }

  /// One server for all tests of this JVM, in a directory that is deleted when the JVM ends.
  public static PostgresServer shared() {
    return SharedPostgres.SERVER;
  }

  /// Makes an empty database and returns its URL as libpq writes it, for the superuser.
  public String createDatabase(String name) {
    return createDatabase(name, "template1");
  }

  /// Makes a copy of a database nobody is connected to: a migrated one is copied faster than
  /// migrated again.
  public String createDatabase(String name, String template) {
    try (Connection connection = connect(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE DATABASE "
              + quoted(name)
              + " TEMPLATE "
              + quoted(template)
              + " STRATEGY FILE_COPY");
      return url(name);
    } catch (SQLException e) {
      throw new IllegalStateException("database " + name + " could not be made", e);
    }
  }

  /// Its URL; an empty one is made when there is none of this name.
  public String ensureDatabase(String name) {
    try (Connection connection = connect(DATABASE);
        var known = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      known.setString(1, name);
      return known.executeQuery().next() ? url(name) : createDatabase(name);
    } catch (SQLException e) {
      throw new IllegalStateException("database " + name + " could not be looked for", e);
    }
  }

  /// `postgresql://user:password@host:port/database`
  public String url(String database) {
    return "postgresql://"
        + SUPERUSER
        + ":"
        + encoded(password)
        + "@"
        + host()
        + ":"
        + port
        + "/"
        + encoded(database);
  }

  /// Not the driver's way of quoting, which refuses some names Postgres allows.
  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + host() + ":" + port + "/" + database, SUPERUSER, password);
  }

  public String host() {
    return LoopbackPort.HOST;
  }

  public int port() {
    return port;
  }

  public String database() {
    return DATABASE;
  }

  public String superuser() {
    return SUPERUSER;
  }

  public String password() {
    return password;
  }

  /// The postmaster's process id.
  public long pid() {
    return process.pid();
  }

  /// Stops every process of the server without ending one: to its clients it looks like a machine
  /// that hangs.
  public void freeze() {
    Signals.send("STOP", Signals.family(pid()));
  }

  public void thaw() {
    Signals.send("CONT", Signals.family(pid()));
  }

  @Override
  public void close() {
    process.close();
    lock.close();
  }
}
