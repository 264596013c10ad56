package com.klaro.store.workspaces;

import com.klaro.store.secrets.DataKey;
import com.klaro.workflows.tenancy.WorkspaceId;

/// The encrypted columns of `workspaces`.
public final class WorkspaceFields {

  private static final String NAME = "workspaces.name";

  private WorkspaceFields() {}

  public static String owner(WorkspaceId id) {
    return "workspace/" + id;
  }

  public static byte[] name(DataKey key, WorkspaceName name) {
    return key.encrypt(name.text(), NAME);
  }

  static String name(DataKey key, byte[] encrypted) {
    return key.decrypt(encrypted, NAME);
  }
}
