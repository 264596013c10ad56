package com.klaro.store.workspaces;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Timestamps;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/// Makes, renames and closes workspaces at the door. For all but making, the gate admits in turn.
public final class WorkspaceIntake {

  private final MasterKey master;
  private final WorkspaceKey keys;
  private final AuditTrail audit;
  private final RecentAuthentication recent;
  private final Consumer<WorkspaceScope> secondFactorAsked;
  private final SecureRandom random;
  private final Clock clock;

  /// @param recent how old the proof may be of who closes one, or changes what it asks of its
  ///   members
  /// @param secondFactorAsked tells them, in the same transaction
  public WorkspaceIntake(
      MasterKey master,
      AuditTrail audit,
      RecentAuthentication recent,
      Consumer<WorkspaceScope> secondFactorAsked,
      SecureRandom random,
      Clock clock) {
    this.master = master;
    this.keys = new WorkspaceKey(master);
    this.audit = audit;
    this.recent = recent;
    this.secondFactorAsked = secondFactorAsked;
    this.random = random;
    this.clock = clock;
  }

  /// Makes the workspace of the scope with its founder as owner. A repeat with the same id makes
  /// nothing more.
  public void create(
      WorkspaceScope scope, Actor.Member founder, WorkspaceName name, Country country) {
    WorkspaceId id = scope.workspaceId();
    DataKey key = DataKey.fresh(random, WorkspaceFields.owner(id));
    Instant now = now();
    var row =
        new WorkspaceSql.Row(
            id, key.wrapped(master), WorkspaceFields.name(key, name), country.code(), now);
    if (WorkspaceSql.insert(scope.handle(), row)) {
      WorkspaceSql.insertFounder(scope.handle(), id, founder.accountId(), now);
      audit.append(scope, AuditEvent.of("workspace.created", "workspace/" + id));
    }
  }

  /// Ends the workspace for everybody, from the next request on. Its data key goes, and with it
  /// whatever it encrypted; the trail stays and says who closed it.
  ///
  /// @return false when the caller's proof is no recent one
  public boolean close(WorkspaceScope scope) {
    if (!scope.provedSince(recent.since())) {
      return false;
    }
    WorkspaceId id = scope.workspaceId();
    WorkspaceSql.close(scope.handle(), id, now());
    audit.append(scope, AuditEvent.of("workspace.closed", "workspace/" + id));
    return true;
  }

  /// Whether members without a second factor are kept out, from the next request on; they are told.
  public PolicyOutcome requireSecondFactor(WorkspaceScope scope, boolean required) {
    WorkspaceId id = scope.workspaceId();
    if (WorkspaceSql.secondFactorRequired(scope.handle(), id) == required) {
      return PolicyOutcome.DONE;
    }
    if (!scope.provedSince(recent.since())) {
      return PolicyOutcome.NEEDS_RECENT_AUTHENTICATION;
    }
    if (required && !scope.hasSecondFactor()) {
      return PolicyOutcome.NEEDS_OWN_SECOND_FACTOR;
    }
    WorkspaceSql.requireSecondFactor(scope.handle(), id, required);
    audit.append(
        scope,
        AuditEvent.of(
            required ? "workspace.second-factor-required" : "workspace.second-factor-optional",
            "workspace/" + id));
    if (required) {
      secondFactorAsked.accept(scope);
    }
    return PolicyOutcome.DONE;
  }

  public void rename(WorkspaceScope scope, WorkspaceName name) {
    WorkspaceId id = scope.workspaceId();
    WorkspaceSql.rename(scope.handle(), id, WorkspaceFields.name(keys.of(scope), name));
    audit.append(scope, AuditEvent.of("workspace.renamed", "workspace/" + id));
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
