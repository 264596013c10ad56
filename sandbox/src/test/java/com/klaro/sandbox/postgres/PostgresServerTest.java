package com.klaro.sandbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.sandbox.network.LoopbackPort;
import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.process.ChildJvm;
import com.klaro.sandbox.process.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  /// One for all tests, since making the files takes longest. Each test leaves its server stopped.
  @TempDir static Path directory;

  @Test
  void restartKeepsDataAndAWrongPasswordIsRefused() throws Exception {
    try (PostgresServer server = PostgresServer.start(PostgresSettings.kept(directory, 0))) {
      execute(server, "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (7)");
      assertThat(query(server, "SHOW fsync")).isEqualTo("on");
      assertThat(query(server, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(
              query(
                  server,
                  "SELECT substr(rolpassword, 1, 13) FROM pg_authid WHERE rolname = 'postgres'"))
          .isEqualTo("SCRAM-SHA-256");
      assertThatThrownBy(() -> connect(server, "postgres", "wrong").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(directory.resolve("superuser.password"))))
          .isEqualTo("rw-------");
      assertThat(ProcessHandle.of(server.pid()).orElseThrow().children().count()).isPositive();
    }
    try (PostgresServer again = PostgresServer.start(PostgresSettings.kept(directory, 0))) {
      assertThat(query(again, "SELECT id FROM kept")).isEqualTo("7");
    }
    assertThatThrownBy(() ->
            PostgresServer.start(PostgresSettings.kept(directory, 0).withPassword("another"))
                .close())
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("does not open with this password");
  }

  @Test
  void aServerWhoseProgramWasKilledDoesNotOutliveItAndItsDataOpensAgain() throws Exception {
    try (ChildJvm child = ChildJvm.run(PostgresChild.class, directory.toString())) {
      long orphan = Long.parseLong(child.line());
      child.kill();
      assertThat(ChildJvm.isGoneWithin(Duration.ofSeconds(5), orphan)).isTrue();
      try (PostgresServer again = PostgresServer.start(PostgresSettings.kept(directory, 0))) {
        assertThat(query(again, "SELECT count(*) FROM accepted")).isEqualTo("1");
      }
    }
  }

  @Test
  void anUnguardedOrphanIsStoppedBeforeTheNextStart() throws Exception {
    long orphan;
    try (PostgresServer first = PostgresServer.start(PostgresSettings.kept(directory, 0))) {
      execute(first, "CREATE TABLE orphaned (id int)");
    }
    PostgresBinaries binaries = PostgresBinaries.unpacked();
    DataDirectory data = new DataDirectory(directory);
    int port = LoopbackPort.free();
    Process loose =
        new ProcessBuilder(
                Unprivileged.command(directory, ServerCommand.of(binaries, data, port, false)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(Patience.await(Duration.ofSeconds(10), data::isReady)).isTrue();
    orphan = data.postmaster().orElseThrow();
    try (PostgresServer again = PostgresServer.start(PostgresSettings.kept(directory, 0))) {
      assertThat(loose.isAlive()).isFalse();
      assertThat(again.pid()).isNotEqualTo(orphan);
      assertThat(query(again, "SELECT count(*) FROM orphaned")).isEqualTo("0");
    } finally {
      loose.destroy();
    }
  }

  @Test
  void aStalePidFileThatNamesAStrangerHarmsNobody() throws Exception {
    try (PostgresServer first = PostgresServer.start(PostgresSettings.kept(directory, 0))) {
      assertThat(first.port()).isPositive();
    }
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(
          directory.resolve("data/postmaster.pid"),
          stranger.pid() + "\n" + directory.resolve("data") + "\n1\n5432\n");
      try (PostgresServer again = PostgresServer.start(PostgresSettings.kept(directory, 0))) {
        assertThat(query(again, "SELECT 1")).isEqualTo("1");
      }
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroy();
    }
  }

  @Test
  void twoServersOnOneDirectoryAndATakenPortAreRefused(@TempDir Path other) {
    PostgresServer shared = PostgresServer.shared();
    assertThatThrownBy(() ->
            PostgresServer.start(new PostgresSettings(other, shared.port(), null, false)).close())
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("Port " + shared.port());
    try (PostgresServer server = PostgresServer.start(PostgresSettings.kept(directory, 0))) {
      assertThatThrownBy(() -> PostgresServer.start(PostgresSettings.kept(directory, 0)).close())
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("in use by another running program");
      assertThat(server.pid()).isPositive();
    }
  }

  @Test
  void sharedServerMakesDatabasesAndCanBeFrozen() throws Exception {
    PostgresServer shared = PostgresServer.shared();
    String url = shared.createDatabase("made \"here\"");
    assertThat(url)
        .isEqualTo(
            "postgresql://postgres:"
                + shared.password()
                + "@127.0.0.1:"
                + shared.port()
                + "/made%20%22here%22");
    String plain = shared.createDatabase("frozen");
    assertThat(plain).endsWith("/frozen");
    try (Connection connection = connect(shared, "frozen", shared.password())) {
      shared.freeze();
      try {
        assertThat(connection.isValid(1)).isFalse();
      } finally {
        shared.thaw();
      }
    }
    assertThat(query(shared, "SELECT 1")).isEqualTo("1");
  }

  static Connection connect(PostgresServer server, String database, String password)
      throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + database,
        server.superuser(),
        password);
  }

  static void execute(PostgresServer server, String... statements) throws SQLException {
    try (Connection connection = connect(server, "postgres", server.password());
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String query(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = connect(server, "postgres", server.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
