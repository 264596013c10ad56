package com.klaro.sandbox.postgres;

import java.nio.file.Path;

/// Starts a server, commits one row, says the server's process id and waits to be killed.
final class PostgresChild {
  private PostgresChild() {}

  public static void main(String[] arguments) throws Exception {
    PostgresServer server = PostgresServer.start(PostgresSettings.kept(Path.of(arguments[0]), 0));
    PostgresServerTest.execute(
        server, "CREATE TABLE accepted (id int)", "INSERT INTO accepted VALUES (1)");
    System.out.println(server.pid());
    Thread.sleep(60_000);
  }
}
