package com.klaro.store.tenancy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The written list of what parts of the program may do in a workspace on their own account
/// (TEN-1). A feature that acts without a person adds its line here, with the lowest role that will
/// do; a name that is not here is admitted nowhere. Who acts as what: `docs/decisions/0013`.
enum Automation {
  /// Mails invitations that were made, and deletes those that are over.
  MEMBERS(Role.ADMIN);

  private final Role role;

  Automation(Role role) {
    this.role = role;
  }

  /// @param name as in `Actor.Automation`: `members`
  static Optional<Role> role(String name) {
    return Arrays.stream(values())
        .filter(known -> known.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
        .map(known -> known.role)
        .findFirst();
  }
}
