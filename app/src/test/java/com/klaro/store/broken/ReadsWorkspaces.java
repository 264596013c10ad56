package com.klaro.store.broken;

public final class ReadsWorkspaces {

  private ReadsWorkspaces() {}

  public static final class AsTable {
    static final String TEXT = "SELECT data_key FROM workspaces WHERE id = ?";
  }

  public static final class Joined {
    static final String TEXT =
        """
        SELECT m.role, w.data_key FROM memberships m
        JOIN workspaces w ON w.id = m.workspace_id
        """;
  }

  public static final class ByFunction {
    static final String TEXT = "SELECT data_key FROM" + " workspaces_of(?)";
  }
}
