package com.klaro.store.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.store.identity.password.HashingSettings;
import com.klaro.store.identity.password.PasswordSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdentitySettingsTest {

  @Test
  void aSignupStaysForAsLongAsItIsWorkedWith() {
    assertThat(settings(Duration.ofDays(1), Duration.ofDays(3)).requestKept()).hasDays(3);
    assertThatThrownBy(() -> settings(Duration.ofDays(4), Duration.ofDays(7)))
        .hasMessageContaining("identity.requestKept must be at least PT216H");
  }

  @Test
  void aLinkMustWorkForAWhile() {
    assertThatThrownBy(() -> settings(Duration.ZERO, Duration.ofDays(3)))
        .hasMessageContaining("identity.signupLink");
  }

  @Test
  void aLinkForANewPasswordWorksForTenMinutesAtMost() {
    assertThat(IdentitySettings.defaults().resetLink()).hasMinutes(10);
    assertThatThrownBy(() ->
            settings(Duration.ofDays(1), Duration.ofDays(3), Duration.ofMinutes(10).plusMillis(1)))
        .hasMessageContaining("identity.resetLink must be at most PT10M");
  }

  @Test
  void aSessionThatEndedIsForgottenInTheEnd() {
    assertThat(IdentitySettings.defaults().sessionKept()).hasDays(30);
    assertThat(sessionKept(Duration.ofSeconds(1)).sessionKept()).hasSeconds(1);
    assertThatThrownBy(() -> sessionKept(Duration.ZERO))
        .hasMessage("identity.sessionKept must be a duration above zero");
  }

  private static IdentitySettings settings(Duration link, Duration kept) {
    return settings(link, kept, Duration.ofMinutes(10));
  }

  private static IdentitySettings settings(Duration link, Duration kept, Duration resetLink) {
    return settings(link, kept, resetLink, Duration.ofDays(2));
  }

  private static IdentitySettings sessionKept(Duration kept) {
    return settings(Duration.ofDays(1), Duration.ofDays(3), Duration.ofMinutes(10), kept);
  }

  private static IdentitySettings settings(
      Duration link, Duration kept, Duration resetLink, Duration sessionKept) {
    return new IdentitySettings(
        link,
        kept,
        resetLink,
        Duration.ofHours(24),
        Duration.ofHours(24),
        Duration.ofDays(1),
        sessionKept,
        HashingSettings.defaults(),
        PasswordSettings.defaults(),
        SessionPolicy.defaults());
  }
}
