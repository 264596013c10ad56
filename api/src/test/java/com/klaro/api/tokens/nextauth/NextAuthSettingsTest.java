package com.klaro.api.tokens.nextauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.store.secrets.SecretReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextAuthSettingsTest {

  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void withoutSecretsNothingIsTaken() {
    assertThat(new NextAuthSettings(List.of(), DAY, null).secrets()).isEmpty();
  }

  @Test
  void allMayBeGiven() {
    var references =
        List.of(new SecretReference("nextauth/web"), new SecretReference("nextauth/older"));
    var settings = new NextAuthSettings(references, DAY, Instant.EPOCH);
    assertThat(settings.secrets()).isEqualTo(references);
    assertThat(settings.oldKeysUntil()).isEqualTo(Instant.EPOCH);
  }

  /// Whoever has the secret writes tokens: it is nobody else's.
  @Test
  void aSecretIsAmongThoseOfFrontEnds() {
    assertThatThrownBy(
            () -> new NextAuthSettings(List.of(new SecretReference("access-tokens")), DAY, null))
        .hasMessageContaining("secret://nextauth/web");
  }

  @Test
  void aTokenLives() {
    assertThatThrownBy(() -> new NextAuthSettings(List.of(), Duration.ZERO, null))
        .hasMessageContaining("nextauth.maxAge");
  }

  @Test
  void aSecretIsTooLongToGuess() {
    var fits = NextAuthSettings.SECRET.shape().fits();
    assertThat(fits.test(bytes("x".repeat(32)))).isTrue();
    assertThat(fits.test(bytes("x".repeat(31)))).isFalse();
    assertThat(fits.test(bytes("x".repeat(32) + "\n"))).isFalse();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
