package com.klaro.store.members;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Section `members`.
///
/// @param invitationLink how long a mailed invitation works
/// @param invitationKept how long an invitation whose workflow is gone stays after its link has
///   ended
/// @param workspacesPerAccount how many one account may belong to: each sign-in tells them all
public record MembersSettings(
    Duration invitationLink, Duration invitationKept, int workspacesPerAccount) {

  private static final int MOST = 1000;

  public MembersSettings {
    positive("invitationLink", invitationLink);
    positive("invitationKept", invitationKept);
    if (workspacesPerAccount < 1 || workspacesPerAccount > MOST) {
      throw new IllegalArgumentException(
          "members.workspacesPerAccount must be a number from 1 to " + MOST);
    }
  }

  private static void positive(String key, @Nullable Duration value) {
    if (value == null || !value.isPositive()) {
      throw new IllegalArgumentException("members." + key + " must be a duration above zero");
    }
  }

  public static MembersSettings defaults() {
    return new MembersSettings(Duration.ofDays(7), Duration.ofDays(7), 100);
  }
}
