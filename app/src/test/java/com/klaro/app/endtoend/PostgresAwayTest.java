package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.app.client.Answer;
import com.klaro.app.client.ApiClient;
import com.klaro.sandbox.network.LoopbackPort;
import com.klaro.sandbox.postgres.PostgresServer;
import com.klaro.sandbox.postgres.PostgresSettings;
import com.klaro.sandbox.process.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without its database the program says so quickly, and needs no restart afterwards.
class PostgresAwayTest {
  private static final Duration ANSWER = Duration.ofMillis(2500);
  private static final Duration RECOVERY = Duration.ofSeconds(5);
  private static final int TIMES = 3;

  /// More than the connections of a pool: if each of them kept one, the next would find none.
  private static final int AT_ONCE = 12;

  @TempDir private Path folder;

  @Test
  void aFrozenDatabaseIsAnsweredForAndForgotten() {
    try (PostgresServer postgres = PostgresServer.start(settings(LoopbackPort.free()));
        RunningKlaro klaro = home(postgres).start()) {
      Answer session = new Customer("asha@example.com").becomesACustomer(klaro);
      for (int time = 0; time < TIMES; time++) {
        postgres.freeze();
        try {
          isSaid(klaro, session);
        } finally {
          postgres.thaw();
        }
        isForgotten(klaro, session);
      }
    }
  }

  @Test
  void aStoppedDatabaseIsAnsweredForAndForgotten() {
    int port = LoopbackPort.free();
    PostgresServer postgres = PostgresServer.start(settings(port));
    try (RunningKlaro klaro = home(postgres).start()) {
      Answer session = new Customer("asha@example.com").becomesACustomer(klaro);
      for (int time = 0; time < TIMES; time++) {
        postgres.close();
        isSaid(klaro, session);
        postgres = PostgresServer.start(settings(port));
        isForgotten(klaro, session);
      }
    } finally {
      postgres.close();
    }
  }

  private void isSaid(RunningKlaro klaro, Answer session) {
    ApiClient owner = klaro.api().as(session.text("accessToken"));
    List<Supplier<Answer>> calls =
        List.of(
            () -> owner.get("/v1/me"),
            () -> new Customer("somebody@example.com").asksToSignUp(klaro),
            () -> new Customer("asha@example.com").signsIn(klaro),
            () -> owner.get("/v1/workspaces"),
            () -> owner.get(export(session)));
    for (Supplier<Answer> call : calls) {
      overloaded(call);
    }
    atOnce(AT_ONCE, () -> overloaded(calls.getFirst()));
    for (String path : List.of("/docs", "/problems", "/openapi.json")) {
      assertThat(klaro.api().get(path).status()).as(path).isEqualTo(200);
    }
  }

  private static String export(Answer session) {
    return "/v1/workspaces/"
        + session.body().path("workspaces").path(0).path("id").asText()
        + "/audit-events/export";
  }

  private static void overloaded(Supplier<Answer> call) {
    long begun = System.nanoTime();
    Answer answer = call.get();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    assertThat(answer.status()).as(answer.problem()).isEqualTo(503);
    assertThat(answer.problem()).isEqualTo("overloaded");
    assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
    assertThat(took).isLessThan(ANSWER);
  }

  /// Every connection works again, not only the first one.
  private static void isForgotten(RunningKlaro klaro, Answer session) {
    ApiClient owner = klaro.api().as(session.text("accessToken"));
    assertThat(Patience.await(RECOVERY, () -> owner.get("/v1/me").status() == 200))
        .as("recovers")
        .isTrue();
    atOnce(AT_ONCE, () -> owner.get("/v1/me").expect(200));
    new Customer("asha@example.com").signsIn(klaro).expect(200);
    assertThat(klaro.isAlive()).isTrue();
  }

  private static void atOnce(int count, Runnable work) {
    var begin = new CountDownLatch(1);
    var wrong = new java.util.concurrent.ConcurrentLinkedQueue<Throwable>();
    List<Thread> threads =
        IntStream.range(0, count)
            .mapToObj(_ ->
                Thread.startVirtualThread(() -> {
                  try {
                    begin.await();
                    work.run();
                  } catch (Throwable failure) {
                    wrong.add(failure);
                  }
                }))
            .toList();
    begin.countDown();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    assertThat(wrong).isEmpty();
  }

  private KlaroHome home(PostgresServer postgres) {
    return KlaroHome.inMemory(folder.resolve("program"))
        .with("KLARO_DATABASE_URL", postgres.ensureDatabase("klaro"));
  }

  private PostgresSettings settings(int port) {
    return new PostgresSettings(folder.resolve("database"), port, null, false);
  }
}
