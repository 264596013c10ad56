package com.klaro.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionSettingsTest {

  @Test
  void rowsThatAreStillWorkedWithCannotBeConfiguredAway() {
    var week = new RetentionSettings(Duration.ofDays(7));
    assertThat(week.beside(Duration.ofDays(3))).isEqualTo(week);
    assertThatThrownBy(() -> week.beside(Duration.ofDays(4)))
        .hasMessageContaining("retention.signups")
        .hasMessageContaining("signupLink");
    assertThatThrownBy(() -> new RetentionSettings(Duration.ZERO)).hasMessageContaining("P7D");
  }
}
