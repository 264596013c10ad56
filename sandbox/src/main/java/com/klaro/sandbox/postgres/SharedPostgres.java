package com.klaro.sandbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Holds the server of a test JVM: started at the first use, ended and deleted with the JVM.
final class SharedPostgres {
  static final PostgresServer SERVER = start();

  private SharedPostgres() {}

  private static PostgresServer start() {
    try {
      Path directory = Files.createTempDirectory("sandbox-postgres");
      PostgresServer server = PostgresServer.start(PostgresSettings.throwaway(directory));
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> discard(server, directory), "discard-shared-postgres"));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void discard(PostgresServer server, Path directory) {
    server.close();
    try {
      PrivateFiles.deleteTree(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
