package com.klaro.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.app.Checkout;
import com.klaro.app.CommandFailed;
import com.klaro.store.telemetry.TelemetrySettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetrySectionTest {

  @TempDir private Path folder;

  @Test
  void offUnlessACollectorIsNamed() throws IOException {
    assertThat(over("").otlpEndpoint()).isNull();
    assertThat(over("telemetry: {otlpEndpoint: null}").otlpEndpoint()).isNull();
  }

  @Test
  void allOfItCanBeSaid() throws IOException {
    assertThat(
            over("telemetry: {otlpEndpoint: 'http://c:4318', allowPlain: true, sampledShare: 0.1}"))
        .isEqualTo(new TelemetrySettings(URI.create("http://c:4318"), true, 0.1));
  }

  @Test
  void whatWouldLeaveInClearIsRefused() {
    assertThatThrownBy(() -> over("telemetry: {otlpEndpoint: 'http://c:4318'}"))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("telemetry.otlpEndpoint must be an https address");
  }

  private TelemetrySettings over(String yaml) throws IOException {
    return ConfigFile.beside(Checkout.root())
        .overlaid(Files.writeString(folder.resolve("over.yml"), yaml))
        .section("telemetry", TelemetrySettings.class);
  }
}
