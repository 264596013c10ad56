package com.klaro.store.tenancy;

import java.util.Arrays;
import java.util.Locale;

/// What a membership allows. Ordered: each role may do all that the ones before it may.
public enum Role {
  VIEWER,
  AGENT,
  ADMIN,
  OWNER;

  public boolean atLeast(Role needed) {
    return compareTo(needed) >= 0;
  }

  /// As in rows and in JSON: `owner`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException for any other spelling than [#word]
  public static Role of(String word) {
    return Arrays.stream(values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be viewer, agent, admin or owner"));
  }
}
