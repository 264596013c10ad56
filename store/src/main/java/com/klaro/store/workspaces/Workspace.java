package com.klaro.store.workspaces;

import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Instant;

/// A workspace as one of its members sees it.
public record Workspace(WorkspaceId id, String name, String country, Role role, Instant createdAt) {

  @Override
  public String toString() {
    return "Workspace[" + id + "]";
  }
}
