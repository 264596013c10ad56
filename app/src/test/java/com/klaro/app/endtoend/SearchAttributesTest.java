package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.app.Checkout;
import com.klaro.sandbox.network.LoopbackPort;
import com.klaro.sandbox.process.Patience;
import com.klaro.sandbox.temporal.DevServer;
import com.klaro.sandbox.temporal.DevServerSettings;
import com.klaro.sandbox.temporal.TemporalBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `klaro api` and `klaro worker` on an operator's server, which knows nothing of them yet.
@Tag("real-temporal")
class SearchAttributesTest {

  @TempDir private Path folder;

  @Test
  void whatTheServerLacksIsNamedWithTheCommandThatCuresIt() throws Exception {
    Path binary = TemporalBinary.find(List.of(Checkout.root().resolve(".klaro/bin"))).orElseThrow();
    var settings =
        new DevServerSettings(
            binary,
            folder.resolve("server"),
            DevServerSettings.Ports.FREE,
            "klaro",
            null,
            Map.of());
    try (var temporal = DevServer.start(settings)) {
      KlaroHome home =
          MigratedHome.in(folder.resolve("program"), "search_attributes")
              .home()
              .with("TEMPORAL_ADDRESS", temporal.address())
              .with("TEMPORAL_NAMESPACE", "shop")
              .config(settings("production"));
      isRefused(home, "api");
      isRefused(home, "worker");
      isOnShiftOnceCured(home.config(settings("development")), binary);
    }
  }

  private static String settings(String profile) {
    return """
    profile: %s
    http: {port: 0, adminPort: 0, trustedProxies: [127.0.0.1]}
    worker: {adminPort: %d}
    database: {borrow: PT20S, deadline: PT20S}
    links: {base: 'https://app.shop.internal'}
    mail: {from: hello@shop.internal}
    """
        .formatted(profile, LoopbackPort.free());
  }

  /// Production may ask for a newer server than the one at hand, and says so first.
  private void isRefused(KlaroHome home, String program) {
    KlaroHome.Ended ended = home.run(program, "--config", over());
    assertThat(ended.code()).as(ended.err()).isEqualTo(3);
    List<String> lines = ended.err().lines().filter(line -> line.startsWith("klaro: ")).toList();
    assertThat(lines)
        .singleElement()
        .asString()
        .containsAnyOf(
            "profile: development lets this one pass", "temporal operator namespace create");
  }

  /// As an operator would: what the line says is typed as it stands.
  private void cure(Path binary, String line) throws IOException, InterruptedException {
    String command = line.substring(line.indexOf("temporal operator"), line.indexOf("\"}"));
    var words = new ArrayList<>(List.of(command.split(" ")));
    words.set(0, binary.toString());
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
  }

  private void isOnShiftOnceCured(KlaroHome home, Path binary)
      throws IOException, InterruptedException {
    Path log = folder.resolve("worker.log");
    Process worker =
        home.process("worker", "--config", over())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      for (String end : List.of("--retention 168h", "--type Datetime")) {
        awaitWords(log, end);
        cure(binary, read(log).lines().filter(it -> it.contains(end)).findFirst().orElseThrow());
      }
      awaitWords(log, "The worker is on shift");
    } finally {
      worker.destroy();
      if (!worker.waitFor(90, TimeUnit.SECONDS)) {
        worker.destroyForcibly();
      }
    }
  }

  private static void awaitWords(Path log, String words) {
    assertThat(Patience.await(Duration.ofMinutes(2), () -> read(log).contains(words)))
        .as(read(log))
        .isTrue();
  }

  private String over() {
    return folder.resolve("program/over.yml").toString();
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
