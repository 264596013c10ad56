package com.klaro.sandbox.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFileTest {
  @TempDir Path directory;

  @Test
  void aServerThatDoesNotEndByItselfIsEnded() throws Exception {
    DatabaseFile file = DatabaseFile.in(directory, "test");
    Process server = run(file.path().toString());
    try {
      name(server, file);
      file.awaitNobody();
      assertThat(server.waitFor(5, TimeUnit.SECONDS)).isTrue();
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void aStrangerWithTheSameProcessIdIsLeftAlone() throws Exception {
    DatabaseFile file = DatabaseFile.in(directory, "test");
    Process stranger = run("something else");
    try {
      name(stranger, file);
      file.awaitNobody();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  private static Process run(String argument) throws IOException {
    return new ProcessBuilder("sh", "-c", "while :; do sleep 1; done", "server", argument).start();
  }

  private static void name(Process process, DatabaseFile file) throws IOException {
    Files.writeString(file.beside(".pid"), process.pid() + "\n");
  }
}
