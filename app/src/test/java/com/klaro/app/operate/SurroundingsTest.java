package com.klaro.app.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.app.Checkout;
import com.klaro.app.Installation;
import com.klaro.app.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a program finds that starts where a development program runs, or was killed.
class SurroundingsTest {

  private static final String DATABASE = "postgresql://u:p@db.example/klaro?sslmode=verify-full";

  @TempDir private Path home;

  @BeforeEach
  void aDevelopmentProgramIsThere() throws IOException {
    Files.writeString(
        home.resolve("run.json"),
        """
        {"temporal": {"address": "127.0.0.1:7299", "namespace": "try"}}
        """);
  }

  @Test
  void productionGoesToItsOwnTemporal() throws IOException {
    assertThat(temporal("production", Map.of("KLARO_DATABASE_URL", DATABASE)))
        .isEqualTo("temporal.example:7233");
    assertThat(
            temporal(
                "production",
                Map.of("KLARO_DATABASE_URL", DATABASE, "TEMPORAL_ADDRESS", "other.example:7233")))
        .isEqualTo("other.example:7233");
  }

  @Test
  void developmentGoesToTheOneThatRuns() throws IOException {
    assertThat(temporal("production", Map.of())).isEqualTo("127.0.0.1:7299");
    assertThat(temporal("development", Map.of("KLARO_DATABASE_URL", DATABASE)))
        .isEqualTo("127.0.0.1:7299");
  }

  private String temporal(String profile, Map<String, String> environment) throws IOException {
    Path file =
        Files.writeString(
            home.resolve("klaro.yml"),
            """
            profile: %s
            production: {plainTemporal: true}
            temporal: {address: "temporal.example:7233"}
            """
                .formatted(profile));
    var installation = new Installation(Checkout.root(), home, environment);
    var options = new Options(List.of(), Map.of("config", file.toString()), Set.of());
    return new Surroundings(installation, installation.config(options)).temporal().address();
  }
}
