package com.klaro.app.bench;

import com.klaro.app.Installation;
import com.klaro.app.client.ApiClient;
import com.klaro.sandbox.network.LoopbackPort;
import com.klaro.store.database.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/// `klaro api` in a process of its own, without a Temporal: what it begins stays in the outbox.
record ApiChild(Child child, OkHttpClient http, ApiClient api, ApiClient admin, RawClient raw)
    implements AutoCloseable {

  static ApiChild start(
      Installation installation,
      BenchDatabase postgres,
      DatabaseAddress address,
      ChildSettings settings) {
    int port = LoopbackPort.free();
    int adminPort = LoopbackPort.free();
    Child child =
        Child.start(
            installation,
            postgres,
            Map.of(
                "KLARO_DATABASE_URL",
                postgres.server().url(address.database()),
                "TEMPORAL_ADDRESS",
                "127.0.0.1:1",
                "KLARO_JAVA_OPTS",
                "-Xmx512m"),
            List.of(
                "api", "--config", written(postgres.directory(), settings.yaml(port, adminPort))));
    var http =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(256, 5, TimeUnit.MINUTES))
            .readTimeout(Duration.ofSeconds(60))
            .build();
    var running =
        new ApiChild(
            child,
            http,
            ApiClient.of(http, "http://127.0.0.1:" + port),
            ApiClient.of(http, "http://127.0.0.1:" + adminPort),
            new RawClient(port));
    child.untilAnswer("http://127.0.0.1:" + port + "/problems");
    return running;
  }

  private static String written(Path directory, String yaml) {
    try {
      return Files.writeString(directory.resolve("bench.yml"), yaml).toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Without the JVM's compilers.
  long cpuNanos() {
    return CpuTime.of(child.process().toHandle()).toNanos() - compilerNanos();
  }

  long compilerNanos() {
    return Compilers.nanos(child.process().pid());
  }

  /// Resident, in MB.
  double megabytes() {
    try {
      Process ps =
          new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(child.process().pid()))
              .start();
      return Long.parseLong(
              new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip())
          / 1024.0;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    raw.close();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
    child.close();
  }
}
