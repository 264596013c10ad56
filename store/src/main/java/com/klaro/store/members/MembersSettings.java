package com.klaro.store.members;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Section `members`.
///
/// @param invitationLink how long a mailed invitation works
/// @param invitationKept how long an invitation whose workflow is gone stays after its link has
///   ended
public record MembersSettings(Duration invitationLink, Duration invitationKept) {

  public MembersSettings {
    positive("invitationLink", invitationLink);
    positive("invitationKept", invitationKept);
  }

  private static void positive(String key, @Nullable Duration value) {
    if (value == null || !value.isPositive()) {
      throw new IllegalArgumentException("members." + key + " must be a duration above zero");
    }
  }

  public static MembersSettings defaults() {
    return new MembersSettings(Duration.ofDays(7), Duration.ofDays(7));
  }
}
