package com.klaro.store.secrets;

import com.klaro.store.database.Schema;
import com.klaro.store.database.StoredSecrets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The password of each database role, derived from the master key: nothing to store, nothing to
/// hand over.
public final class RoleLogins implements Schema.Key {

  private final MasterKey master;

  public RoleLogins(MasterKey master) {
    this.master = master;
  }

  /// One that opens is enough: a row that was damaged says nothing about the key.
  ///
  /// @throws MasterKey.WrongKey when none opens
  @Override
  public void tryOn(StoredSecrets stored) {
    MasterKey.@Nullable WrongKey refused = null;
    for (StoredSecrets.Wrapped each : stored.all()) {
      try {
        byte[] _ = master.unwrap(each.bytes(), SecretStore.context(each.name(), each.version()));
        return;
      } catch (MasterKey.WrongKey wrong) {
        refused = wrong;
      }
    }
    if (refused != null) {
      throw refused;
    }
  }

  @Override
  public String passwordOf(String roleName) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(master.derive("postgres-login/" + roleName));
  }
}
