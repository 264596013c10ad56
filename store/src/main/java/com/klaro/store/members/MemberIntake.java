package com.klaro.store.members;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Changes and ends memberships. The gate has admitted in turn and said what the caller's role is;
/// whose membership they may touch is decided here: admins those of others than owners, owners all.
/// Whoever did not do it themselves is told by mail.
public final class MemberIntake {

  private final InvitationIntake invitations;
  private final AuditTrail audit;
  private final RecentAuthentication recent;
  private final MemberNoticeIntake notices;

  /// @param recent how old the proof may be of who makes or unmakes an owner
  public MemberIntake(
      InvitationIntake invitations,
      AuditTrail audit,
      MemberNoticeIntake notices,
      RecentAuthentication recent) {
    this.notices = notices;
    this.invitations = invitations;
    this.audit = audit;
    this.recent = recent;
  }

  /// Whether [#change] would mail somebody, as things stand: that has a limit.
  public boolean wouldTell(WorkspaceScope scope, AccountId accountId, Role role) {
    return !isCaller(scope, accountId)
        && MemberSql.role(scope.handle(), scope.workspaceId(), accountId)
            .filter(before -> before != role)
            .filter(before ->
                verdict(scope, accountId, before, Optional.of(role)) == MemberOutcome.DONE)
            .isPresent();
  }

  public MemberOutcome change(WorkspaceScope scope, AccountId accountId, Role role) {
    Handle handle = scope.handle();
    Optional<Role> before = MemberSql.role(handle, scope.workspaceId(), accountId);
    if (before.isEmpty()) {
      return MemberOutcome.NOT_FOUND;
    }
    if (before.get() == role) {
      return MemberOutcome.DONE;
    }
    MemberOutcome verdict = verdict(scope, accountId, before.get(), Optional.of(role));
    if (verdict == MemberOutcome.DONE) {
      if (!isCaller(scope, accountId)) {
        notices.roleChanged(scope, accountId, before.get(), role);
      }
      MemberSql.change(handle, scope.workspaceId(), accountId, role);
      invitations.voidBy(scope, accountId, beyond(role));
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
  public MemberOutcome remove(WorkspaceScope scope, AccountId accountId) {
    Handle handle = scope.handle();
    Optional<Role> before = MemberSql.role(handle, scope.workspaceId(), accountId);
    if (before.isEmpty()) {
      return MemberOutcome.NOT_FOUND;
    }
    MemberOutcome verdict = verdict(scope, accountId, before.get(), Optional.empty());
    if (verdict == MemberOutcome.DONE) {
      if (!isCaller(scope, accountId)) {
        notices.removed(scope, accountId, before.get());
      }
      MemberSql.delete(handle, scope.workspaceId(), accountId);
      invitations.voidBy(scope, accountId, List.of(Role.values()));
      audit.append(
          scope,
          new AuditEvent(
              isCaller(scope, accountId) ? "member.left" : "member.removed",
              "account/" + accountId,
              Map.of("role", before.get().word())));
    }
    return verdict;
  }

  /// @param after empty when the membership ends
  private MemberOutcome verdict(
      WorkspaceScope scope, AccountId accountId, Role before, Optional<Role> after) {
    boolean makesOwner = after.equals(Optional.of(Role.OWNER));
    // Their own may go down only: up would be the way back for whoever was lowered meanwhile.
    boolean stepsDown = isCaller(scope, accountId) && after.map(before::atLeast).orElse(true);
    boolean unmakesOwner = before == Role.OWNER;
    boolean ofOwner = makesOwner || unmakesOwner;
    if (!stepsDown && !scope.role().atLeast(ofOwner ? Role.OWNER : Role.ADMIN)) {
      return ofOwner ? MemberOutcome.NEEDS_OWNER : MemberOutcome.NEEDS_ADMIN;
    }
    if (unmakesOwner && !MemberSql.hasOtherOwner(scope.handle(), scope.workspaceId(), accountId)) {
      return MemberOutcome.LAST_OWNER;
    }
    return ofOwner && !scope.provedSince(recent.since())
        ? MemberOutcome.NEEDS_RECENT_AUTHENTICATION
        : MemberOutcome.DONE;
  }

  private static boolean isCaller(WorkspaceScope scope, AccountId accountId) {
    return scope.actor() instanceof Actor.Member(AccountId caller, _) && caller.equals(accountId);
  }

  /// What somebody of this role may invite nobody to.
  private static List<Role> beyond(Role role) {
    return switch (role) {
      case OWNER -> List.of();
      case ADMIN -> List.of(Role.OWNER);
      case VIEWER, AGENT -> List.of(Role.values());
    };
  }
}
