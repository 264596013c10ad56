package com.klaro.api.identity.pages;

import com.klaro.api.web.page.FormField;
import com.klaro.store.identity.password.Password;

/// Where a password is chosen: the same rule and the same advice on each page.
final class NewPassword {

  private NewPassword() {}

  /// Of an account that cannot have a second factor yet.
  static FormField ofSomebodyNew(String name) {
    return field(name, "");
  }

  static FormField ofAnybody(String name) {
    return field(
        name,
        ", or %d with an authenticator or a passkey"
            .formatted(Password.SHORTEST_WITH_SECOND_FACTOR));
  }

  private static FormField field(String name, String orFewer) {
    return FormField.newPassword(
        name,
        "New password",
        "%d to %d characters%s. A sentence that nobody else would think of is good."
            .formatted(Password.SHORTEST, Password.LONGEST, orFewer));
  }
}
