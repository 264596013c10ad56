package com.klaro.app.bench;

import com.klaro.app.Installation;
import com.klaro.app.client.ApiClient;
import com.klaro.app.client.Mailbox;
import com.klaro.sandbox.temporal.InMemoryServer;
import com.klaro.store.temporal.SearchedBy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.OkHttpClient;

/// Resident memory of API and worker in one process with a heap of 256 MB, after a fixed load. The
/// process is that of `klaro dev`, so it carries sandbox and mailbox as well; Postgres and Temporal
/// are outside of it.
final class MemoryBench implements Bench {

  private static final double GOAL = 350;
  private static final String NAMESPACE = "klaro";

  @Override
  public BenchReport measure(Installation installation, int rounds) {
    var megabytes = new ArrayList<Double>();
    var started = new ArrayList<Double>();
    for (int round = 0; round < rounds; round++) {
      try (BenchDatabase postgres = BenchDatabase.start()) {
        InMemoryServer temporal = InMemoryServer.start(0, NAMESPACE, SearchedBy.types());
        try {
          once(installation, postgres, temporal.address(), started, megabytes);
        } finally {
          temporal.close();
        }
      }
    }
    Spread after = Spread.of(megabytes);
    return new BenchReport(
        "memory",
        List.of(Figure.atMost("memory.resident-megabytes", GOAL, after)),
        List.of(
            "Resident when started: "
                + Math.round(Spread.of(started).median())
                + " MB; the load: "
                + Load.DESCRIPTION));
  }

  private static void once(
      Installation installation,
      BenchDatabase postgres,
      String temporal,
      List<Double> started,
      List<Double> after) {
    int offset = ThreadLocalRandom.current().nextInt(12_000, 22_000);
    Map<String, String> environment =
        Map.of(
            "KLARO_DATABASE_URL",
            postgres.server().url(postgres.migrated("memory").database()),
            "TEMPORAL_ADDRESS",
            temporal,
            "TEMPORAL_NAMESPACE",
            NAMESPACE,
            "KLARO_JAVA_OPTS",
            "-Xmx256m");
    List<String> command =
        List.of(
            "dev",
            "--port-offset",
            Integer.toString(offset),
            "--config",
            config(postgres.directory()).toString());
    var http = new OkHttpClient();
    try (Child klaro = Child.start(installation, postgres, environment, command)) {
      String api = "http://127.0.0.1:" + (8080 + offset);
      klaro.untilAnswer(api + "/problems");
      started.add(resident(klaro));
      var mailbox = new Mailbox(ApiClient.of(http, "http://127.0.0.1:" + (8025 + offset)));
      new Load(ApiClient.of(http, api), mailbox).run();
      after.add(resident(klaro));
    } finally {
      http.connectionPool().evictAll();
      http.dispatcher().executorService().shutdown();
    }
  }

  /// No limits per client, for there is one; and patience with a busy machine.
  private static Path config(Path directory) {
    try {
      return Files.writeString(
          directory.resolve("bench.yml"),
          """
          limits: {multiplier: 1000}
          database: {borrow: PT20S, deadline: PT20S}
          """);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static double resident(Child klaro) {
    try {
      Process ps =
          new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(klaro.process().pid()))
              .start();
      return Long.parseLong(
              new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip())
          / 1024.0;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
