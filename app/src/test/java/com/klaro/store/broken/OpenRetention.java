package com.klaro.store.broken;

import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.util.List;

public final class OpenRetention {

  public List<String> all() {
    return List.of();
  }

  public List<String> of(WorkspaceId workspace) {
    return List.of(workspace.toString());
  }

  public List<String> scopeLast(String what, WorkspaceScope scope) {
    return List.of(what, scope.workspaceId().toString());
  }
}
