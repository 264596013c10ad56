package com.klaro.store.secrets;

import java.util.Base64;

/// The password of each database role, derived from the master key: nothing to store, nothing to
/// hand over.
public final class RoleLogins {

  private final MasterKey master;

  public RoleLogins(MasterKey master) {
    this.master = master;
  }

  public String passwordOf(String roleName) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(master.derive("postgres-login/" + roleName));
  }
}
