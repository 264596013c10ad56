package com.klaro.store.workspaces;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// Makes and renames workspaces at the door.
public final class WorkspaceIntake {

  private final MasterKey master;
  private final WorkspaceKey keys;
  private final AuditTrail audit;
  private final SecureRandom random;
  private final Clock clock;

  public WorkspaceIntake(MasterKey master, AuditTrail audit, SecureRandom random, Clock clock) {
    this.master = master;
    this.keys = new WorkspaceKey(master);
    this.audit = audit;
    this.random = random;
    this.clock = clock;
  }

  /// Makes the workspace of the scope with its founder as owner. A repeat with the same id makes
  /// nothing more.
  public void create(
      WorkspaceScope scope, Actor.Member founder, WorkspaceName name, Country country) {
    WorkspaceId id = scope.workspaceId();
    DataKey key = DataKey.fresh(random, WorkspaceFields.owner(id));
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var row =
        new WorkspaceSql.Row(
            id, key.wrapped(master), WorkspaceFields.name(key, name), country.code(), now);
    if (WorkspaceSql.insert(scope.handle(), row)) {
      WorkspaceSql.insertFounder(scope.handle(), id, founder.accountId(), now);
      audit.append(scope, AuditEvent.of("workspace.created", "workspace/" + id));
    }
  }

  public void rename(WorkspaceScope scope, WorkspaceName name) {
    WorkspaceId id = scope.workspaceId();
    WorkspaceSql.rename(scope.handle(), id, WorkspaceFields.name(keys.of(scope), name));
    audit.append(scope, AuditEvent.of("workspace.renamed", "workspace/" + id));
  }
}
