package com.klaro.store.members;

import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;

/// Who is at work in a scope, for doors that take the workspace's row first.
final class Caller {

  private Caller() {}

  /// As it is now: the gate asked before the workspace's row was waited for.
  static Role role(WorkspaceScope scope) {
    return switch (scope.actor()) {
      case Actor.Member member ->
          MemberSql.role(scope.handle(), scope.workspaceId(), member.accountId())
              .orElse(Role.VIEWER);
      case Actor.Automation _, Actor.Staff _ -> scope.role();
    };
  }

  static boolean is(WorkspaceScope scope, AccountId accountId) {
    return scope.actor() instanceof Actor.Member(AccountId caller, _) && caller.equals(accountId);
  }
}
