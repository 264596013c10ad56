package com.klaro.store.tenancy;

import com.klaro.store.database.Transaction;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;

/// In the gate's own package, since the compiler refuses it in any other.
public final class ForgedScope {

  private ForgedScope() {}

  static WorkspaceScope forged(WorkspaceId workspace, Actor actor, Transaction transaction) {
    return new WorkspaceScope(workspace, actor, Role.OWNER, transaction);
  }
}
