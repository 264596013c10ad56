package com.klaro.api.identity.pages;

import com.klaro.api.web.page.FormField;
import com.klaro.store.identity.password.Password;

/// Where a password is chosen: the same rule and the same advice on each page.
final class NewPassword {

  private NewPassword() {}

  static FormField field(String name) {
    return FormField.newPassword(
        name,
        "New password",
        "%d to %d characters. A sentence that nobody else would think of is good."
            .formatted(Password.SHORTEST, Password.LONGEST));
  }
}
