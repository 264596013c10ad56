package com.klaro.store.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MembersSettingsTest {

  @Test
  void anInvitationWorksForAWeekAndIsForgottenAWeekLater() {
    assertThat(MembersSettings.defaults())
        .isEqualTo(new MembersSettings(Duration.ofDays(7), Duration.ofDays(7)));
  }

  @Test
  void eachTimeMayBeAnother() {
    var settings = new MembersSettings(Duration.ofHours(1), Duration.ofDays(30));
    assertThat(settings.invitationLink()).hasHours(1);
    assertThat(settings.invitationKept()).hasDays(30);
  }

  @Test
  void noneIsNothing() {
    assertThatThrownBy(() -> new MembersSettings(Duration.ZERO, Duration.ofDays(7)))
        .hasMessage("members.invitationLink must be a duration above zero");
    assertThatThrownBy(() -> new MembersSettings(Duration.ofDays(7), Duration.ZERO))
        .hasMessage("members.invitationKept must be a duration above zero");
  }
}
