package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.process.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person reads who started it.
class StartTest {
  @TempDir private Path folder;

  /// A database that takes the connection and never says a word: nothing after it can be reached.
  @Test
  void itSaysWhatItWaitsForWhileItWaits() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
      KlaroHome home =
          KlaroHome.inMemory(folder)
              .with(
                  "KLARO_DATABASE_URL",
                  "postgresql://klaro:hunter2@127.0.0.1:" + silent.getLocalPort() + "/klaro");
      Process process =
          home.process("dev", "--port-offset", Integer.toString(home.offset()))
              .redirectErrorStream(true)
              .redirectOutput(home.output().toFile())
              .start();
      try {
        silent.accept().close();
        assertThat(Patience.await(Duration.ofSeconds(30), () -> said(home).contains("Temporal")))
            .isTrue();
        assertThat(said(home).lines().map(String::strip))
            .containsExactly(
                "Klaro is starting in " + home.path() + ", where its log is klaro.log.",
                "waiting for        Postgres at 127.0.0.1:"
                    + silent.getLocalPort()
                    + ", as KLARO_DATABASE_URL says",
                "waiting for        Temporal in memory on port " + (7233 + home.offset()));
        assertThat(home.path().resolve("run.json")).doesNotExist();
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void readyItSaysWhereEverythingIs() {
    KlaroHome home = KlaroHome.inMemory(folder);
    try (RunningKlaro klaro = home.start()) {
      assertThat(Patience.await(Duration.ofSeconds(30), () -> said(home).contains("in memory:")))
          .isTrue();
      assertThat(said(home))
          .containsSubsequence(
              "Klaro is starting in " + home.path(),
              "waiting for        Postgres on port " + (5433 + home.offset()),
              "whose data is made now",
              "Klaro is ready",
              " " + klaro.url("api") + "\n",
              " " + klaro.url("api") + "/docs\n",
              " " + klaro.url("mailbox") + ", a page",
              home.path().resolve("run.json").toString());
    }
  }

  private static String said(KlaroHome home) {
    try {
      return Files.readString(home.output());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
