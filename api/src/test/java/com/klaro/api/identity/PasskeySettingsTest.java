package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasskeySettingsTest {

  @Test
  void withoutADomainThereAreNone() {
    assertThat(PasskeySettings.none().isOff()).isTrue();
    assertThatThrownBy(() -> new PasskeySettings("example.com", List.of()))
        .hasMessageContaining("passkeys: rpId and origins go together");
    assertThatThrownBy(() -> new PasskeySettings("", List.of("https://example.com")))
        .hasMessageContaining("passkeys: rpId and origins go together");
  }

  @Test
  void pagesOfTheDomainAndBelowItMayShowThem() {
    var full =
        new PasskeySettings(
            "example.com", List.of("https://example.com", "https://app.example.com:8443"));
    assertThat(full.isOff()).isFalse();
    assertThat(new PasskeySettings("localhost", List.of("http://localhost:8080")).origins())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "https://example.com/",
        "https://example.com/page",
        "https://example.com.evil.example",
        "https://badexample.com",
        "https://user@example.com",
        "https://EXAMPLE.com",
        "example.com",
        "*",
        "null",
        "not an origin"
      })
  void othersMayNot(String origin) {
    assertThatThrownBy(() -> new PasskeySettings("example.com", List.of(origin)))
        .hasMessageContaining("passkeys.origins");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "https://example.com", "Example.com", "example.com:443"})
  void theDomainIsADomain(String domain) {
    assertThatThrownBy(() -> new PasskeySettings(domain, List.of("https://example.com")))
        .hasMessageContaining("passkeys.rpId");
  }
}
