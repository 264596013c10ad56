package com.klaro.store.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MembersSettingsTest {

  @Test
  void anInvitationWorksForAWeekAndIsForgottenAWeekLater() {
    assertThat(MembersSettings.defaults())
        .isEqualTo(new MembersSettings(Duration.ofDays(7), Duration.ofDays(7), 100));
  }

  @Test
  void eachMayBeAnother() {
    var settings = new MembersSettings(Duration.ofHours(1), Duration.ofDays(30), 1);
    assertThat(settings.workspacesPerAccount()).isEqualTo(1);
    assertThat(settings.invitationLink()).hasHours(1);
    assertThat(settings.invitationKept()).hasDays(30);
  }

  @Test
  void noneIsNothing() {
    assertThatThrownBy(() -> new MembersSettings(Duration.ZERO, Duration.ofDays(7), 100))
        .hasMessage("members.invitationLink must be a duration above zero");
    assertThatThrownBy(() -> new MembersSettings(Duration.ofDays(7), Duration.ZERO, 100))
        .hasMessage("members.invitationKept must be a duration above zero");
  }

  @Test
  void nobodyHasNoWorkspaceOrMoreThanASignInTells() {
    for (int workspaces : new int[] {0, 1001}) {
      assertThatThrownBy(
              () -> new MembersSettings(Duration.ofDays(7), Duration.ofDays(7), workspaces))
          .hasMessage("members.workspacesPerAccount must be a number from 1 to 1000");
    }
  }
}
