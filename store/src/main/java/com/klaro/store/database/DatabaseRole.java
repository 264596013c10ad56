package com.klaro.store.database;

import java.util.Locale;

/// One Postgres role, and one small pool, per kind of work, so that no connection sees both
/// credentials and tenant rows. Role names carry the database's name (`klaro_tenant` in database
/// `klaro`), so two programs can share a cluster; up to `__`, so a copy beside it, as in
/// `klaro__restored`, belongs to the roles that its rights name.
public enum DatabaseRole {
  /// Accounts, credentials, sessions, signups; no tenant table, but for one account at a time the
  /// names of its workspaces (`workspaces_of`).
  IDENTITY,
  /// Tenant tables behind row-level security; no credential.
  TENANT,
  /// Secrets, outbox, idempotency keys; no tenant table.
  PLATFORM,
  /// Reads audit chains of every workspace, by a policy of its own; nothing else.
  AUDIT_READER;

  private static final String COPY = "__";

  public String roleName(String database) {
    return original(database) + "_" + name().toLowerCase(Locale.ROOT);
  }

  /// The role that owns everything and only migrates.
  static String owner(String database) {
    return original(database) + "_owner";
  }

  static String original(String database) {
    int copy = database.indexOf(COPY);
    return copy > 0 ? database.substring(0, copy) : database;
  }
}
