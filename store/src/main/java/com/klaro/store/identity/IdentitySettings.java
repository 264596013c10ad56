package com.klaro.store.identity;

import com.klaro.store.identity.password.HashingSettings;
import com.klaro.store.identity.password.PasswordSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Section `identity`: every waiting time and every hashing parameter of this feature.
///
/// @param signupLink how long a mailed sign-up link works
/// @param resetLink how long a mailed link for a new password works (ASVS 6.5.5: ten minutes at
///   most)
/// @param emailChangeLink how long the links work that both addresses of a change get
/// @param secondFactorUndo for how long a mailed link for a new password removes a second factor
///   too, from when the account got its first one; zero: never
/// @param noticeGiveUp how long a mail about an account is tried
/// @param requestKept how long the row of a sign-up stays, from the request on, whatever became of
///   it; and what is left of a reset or a change of address from the end of its link, and of a
///   deletion after `noticeGiveUp`
/// @param sessionKept how long a session stays after it ended
public record IdentitySettings(
    Duration signupLink,
    Duration requestKept,
    Duration resetLink,
    Duration emailChangeLink,
    Duration secondFactorUndo,
    Duration noticeGiveUp,
    Duration sessionKept,
    HashingSettings hashing,
    PasswordSettings passwords,
    SessionPolicy sessions) {

  /// An answer to a repeated request is kept for a day, and finds its row until then.
  private static final Duration REPEATS = Duration.ofDays(1);

  /// ASVS 6.5.5.
  private static final Duration LONGEST_RESET_LINK = Duration.ofMinutes(10);

  public IdentitySettings {
    positive("signupLink", signupLink);
    positive("resetLink", resetLink);
    if (resetLink.compareTo(LONGEST_RESET_LINK) > 0) {
      throw new IllegalArgumentException(
          "identity.resetLink must be at most " + LONGEST_RESET_LINK + " (ASVS 6.5.5)");
    }
    positive("emailChangeLink", emailChangeLink);
    positive("noticeGiveUp", noticeGiveUp);
    positive("sessionKept", sessionKept);
    if (secondFactorUndo == null || secondFactorUndo.isNegative()) {
      throw new IllegalArgumentException("identity.secondFactorUndo must not be negative");
    }
    // It may be mailed as late as it lives, and then lives once more.
    Duration least = signupLink.multipliedBy(2).plus(REPEATS);
    if (requestKept == null || requestKept.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "identity.requestKept must be at least "
              + least
              + ", twice identity.signupLink and a day");
    }
    if (hashing == null || passwords == null || sessions == null) {
      throw new IllegalArgumentException(
          "identity.hashing, identity.passwords and identity.sessions must be given");
    }
  }

  private static void positive(String key, @Nullable Duration value) {
    if (value == null || !value.isPositive()) {
      throw new IllegalArgumentException("identity." + key + " must be a duration above zero");
    }
  }

  public static IdentitySettings defaults() {
    return new IdentitySettings(
        Duration.ofHours(24),
        Duration.ofDays(7),
        LONGEST_RESET_LINK,
        Duration.ofHours(24),
        Duration.ZERO,
        Duration.ofDays(1),
        Duration.ofDays(30),
        HashingSettings.defaults(),
        PasswordSettings.defaults(),
        SessionPolicy.defaults());
  }
}
