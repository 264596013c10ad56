package com.klaro.store.members;

import com.klaro.store.identity.AccountFields;
import com.klaro.store.identity.MembershipNews;
import com.klaro.store.identity.NoticeIntake;
import com.klaro.store.identity.NoticeKind;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.tenancy.AccountId;
import java.util.Optional;

/// Sees to it that a member is told what somebody else did with their membership, in the
/// transaction that does it and before it is over.
final class MemberNotices {

  private final MasterKey master;
  private final WorkspaceReader workspaces;
  private final NoticeIntake notices;

  MemberNotices(MasterKey master, NoticeIntake notices) {
    this.master = master;
    this.workspaces = new WorkspaceReader(master);
    this.notices = notices;
  }

  void roleChanged(WorkspaceScope scope, AccountId member, Role before, Role after) {
    tell(scope, member, NoticeKind.MEMBERSHIP_CHANGED, before, Optional.of(after));
  }

  /// While they are a member still: afterwards nobody here sees their key.
  void removed(WorkspaceScope scope, AccountId member, Role before) {
    tell(scope, member, NoticeKind.MEMBERSHIP_ENDED, before, Optional.empty());
  }

  private void tell(
      WorkspaceScope scope, AccountId member, NoticeKind kind, Role before, Optional<Role> after) {
    var news = new MembershipNews(workspaces.get(scope).name(), before, after);
    MemberSql.one(scope.handle(), scope.workspaceId(), member)
        .ifPresent(row ->
            notices.addAbout(
                scope.transaction(),
                member,
                kind,
                AccountFields.about(master, member, row.dataKey(), news)));
  }
}
