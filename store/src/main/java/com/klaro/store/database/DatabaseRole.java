package com.klaro.store.database;

/// One Postgres role, and one small pool, per kind of work, so that no connection sees both
/// credentials and tenant rows. Role names carry the database's name (`klaro_tenant` in database
/// `klaro`), so two programs can share a cluster.
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

  public String roleName(String database) {
    return database + "_" + name().toLowerCase(java.util.Locale.ROOT);
  }
}
