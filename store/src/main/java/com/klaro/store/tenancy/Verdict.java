package com.klaro.store.tenancy;

/// What the database says of a member who wants to enter a workspace.
sealed interface Verdict {

  record In(Role role) implements Verdict {}

  record Out(Admission.Refusal why) implements Verdict {}

  /// @param word of `admit` or `admit_invited`
  static Verdict of(String word) {
    return switch (word) {
      case "session-ended" -> new Out(Admission.Refusal.SESSION_ENDED);
      case "not-a-member", "not-invited" -> new Out(Admission.Refusal.NOT_A_MEMBER);
      case "second-factor-missing" -> new Out(Admission.Refusal.SECOND_FACTOR_MISSING);
      default -> new In(Role.of(word));
    };
  }
}
