package com.klaro.app.bench;

import com.klaro.app.bench.Latencies.Taken;
import com.klaro.app.client.Answer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// More logins than can be served, while something else goes on.
record Storm(ApiChild api, Logins logins) {

  private static final int CLIENTS = 8;

  /// @param told 503 with `Retry-After`
  /// @param others any other answer, which should be none
  /// @param health of the admin port meanwhile
  record AtOnce(int in, int told, int others, Taken health) {}

  Taken around(Supplier<Taken> measured) {
    var over = new AtomicBoolean();
    try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int client = 0; client < CLIENTS; client++) {
        int first = client;
        clients.execute(() -> {
          for (int turn = first; !over.get(); turn += CLIENTS) {
            logins.succeeds(turn);
          }
        });
      }
      try {
        return measured.get();
      } finally {
        over.set(true);
      }
    }
  }

  AtOnce atOnce(int count) {
    var in = new AtomicInteger();
    var told = new AtomicInteger();
    var others = new AtomicInteger();
    var go = new CountDownLatch(1);
    // As whoever watches a program has asked before.
    Latencies.paced(20, _ -> api.admin().get("/healthcheck"));
    Taken health;
    try (var clients = Executors.newFixedThreadPool(count)) {
      for (int client = 0; client < count; client++) {
        int turn = client;
        clients.execute(() -> {
          await(go);
          Answer answer = logins.one(turn);
          if (answer.status() == 200) {
            in.incrementAndGet();
          } else if (answer.status() == 503 && !answer.header("Retry-After").isEmpty()) {
            told.incrementAndGet();
          } else {
            others.incrementAndGet();
          }
        });
      }
      go.countDown();
      health = Latencies.paced(60, _ -> api.admin().get("/healthcheck"));
    }
    return new AtOnce(in.get(), told.get(), others.get(), health);
  }

  private static void await(CountDownLatch go) {
    try {
      go.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
