package com.klaro.store.members;

import java.time.Duration;

/// Section `members`.
///
/// @param invitationLink how long a mailed invitation works
public record MembersSettings(Duration invitationLink) {

  public MembersSettings {
    if (invitationLink == null || !invitationLink.isPositive()) {
      throw new IllegalArgumentException("members.invitationLink must be a duration above zero");
    }
  }

  public static MembersSettings defaults() {
    return new MembersSettings(Duration.ofDays(7));
  }
}
