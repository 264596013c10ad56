package com.klaro.store.members;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Changes and ends memberships. The gate has said what the caller's role is; whose membership they
/// may touch is decided here: admins those of others than owners, owners all.
public final class MemberIntake {

  private final AuditTrail audit;
  private final Duration recentAuthentication;
  private final Clock clock;

  /// @param recentAuthentication how old the proof may be of who makes or unmakes an owner
  public MemberIntake(AuditTrail audit, Duration recentAuthentication, Clock clock) {
    this.audit = audit;
    this.recentAuthentication = recentAuthentication;
    this.clock = clock;
  }

  public MemberChange change(WorkspaceScope scope, AccountId accountId, Role role) {
    Handle handle = scope.handle();
    Optional<Role> before = MemberSql.locked(handle, scope.workspaceId(), accountId);
    if (before.isEmpty()) {
      return MemberChange.NOT_FOUND;
    }
    if (before.get() == role) {
      return MemberChange.DONE;
    }
    MemberChange verdict = verdict(scope, accountId, before.get(), role == Role.OWNER);
    if (verdict == MemberChange.DONE) {
      MemberSql.change(handle, scope.workspaceId(), accountId, role);
      audit.append(
          scope,
          new AuditEvent(
              "member.role-changed",
              "account/" + accountId,
              Map.of("from", before.get().word(), "to", role.word())));
    }
    return verdict;
  }

  /// Also for who leaves, which any member may.
  public MemberChange remove(WorkspaceScope scope, AccountId accountId) {
    Handle handle = scope.handle();
    Optional<Role> before = MemberSql.locked(handle, scope.workspaceId(), accountId);
    if (before.isEmpty()) {
      return MemberChange.NOT_FOUND;
    }
    MemberChange verdict = verdict(scope, accountId, before.get(), false);
    if (verdict == MemberChange.DONE) {
      MemberSql.delete(handle, scope.workspaceId(), accountId);
      audit.append(
          scope,
          new AuditEvent(
              isCaller(scope, accountId) ? "member.left" : "member.removed",
              "account/" + accountId,
              Map.of("role", before.get().word())));
    }
    return verdict;
  }

  private MemberChange verdict(
      WorkspaceScope scope, AccountId accountId, Role before, boolean makesOwner) {
    boolean unmakesOwner = before == Role.OWNER;
    Role callers = callersRole(scope);
    boolean may =
        callers.atLeast(makesOwner || unmakesOwner ? Role.OWNER : Role.ADMIN)
            || (isCaller(scope, accountId) && !makesOwner);
    if (!may) {
      return MemberChange.FORBIDDEN;
    }
    if (unmakesOwner && !MemberSql.hasOtherOwner(scope.handle(), scope.workspaceId(), accountId)) {
      return MemberChange.LAST_OWNER;
    }
    return (makesOwner || unmakesOwner)
            && !scope.provedSince(clock.instant().minus(recentAuthentication))
        ? MemberChange.NEEDS_RECENT_AUTHENTICATION
        : MemberChange.DONE;
  }

  /// As it is now: the gate asked before the workspace's row was waited for.
  private static Role callersRole(WorkspaceScope scope) {
    return switch (scope.actor()) {
      case Actor.Member member ->
          MemberSql.role(scope.handle(), scope.workspaceId(), member.accountId())
              .orElse(Role.VIEWER);
      case Actor.Automation _, Actor.Staff _ -> scope.role();
    };
  }

  private static boolean isCaller(WorkspaceScope scope, AccountId accountId) {
    return scope.actor() instanceof Actor.Member(AccountId caller, _) && caller.equals(accountId);
  }
}
