package com.klaro.store.members;

import com.klaro.store.database.Timestamps;
import com.klaro.store.identity.AccountFields;
import com.klaro.store.identity.MembershipNews;
import com.klaro.store.identity.NoticeIntake;
import com.klaro.store.identity.NoticeKind;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Sees to it that members are told what somebody else did with their memberships, or asks of them,
/// in the transaction that does it.
public final class MemberNoticeIntake {

  /// At once: whoever is beyond learns it when they are kept out.
  private static final int MOST = 500;

  /// However often it is turned off and on.
  private static final Duration ONCE = Duration.ofDays(1);

  private final MasterKey master;
  private final WorkspaceReader workspaces;
  private final NoticeIntake notices;
  private final Clock clock;

  public MemberNoticeIntake(MasterKey master, NoticeIntake notices, Clock clock) {
    this.master = master;
    this.workspaces = new WorkspaceReader(master);
    this.notices = notices;
    this.clock = clock;
  }

  void roleChanged(WorkspaceScope scope, AccountId member, Role before, Role after) {
    tell(scope, member, NoticeKind.MEMBERSHIP_CHANGED, before, Optional.of(after));
  }

  /// While they are a member still: afterwards nobody here sees their key.
  void removed(WorkspaceScope scope, AccountId member, Role before) {
    tell(scope, member, NoticeKind.MEMBERSHIP_ENDED, before, Optional.empty());
  }

  /// To those who have none, and are kept out from now on.
  public void secondFactorAsked(WorkspaceScope scope) {
    String workspace = workspaces.get(scope).name();
    Instant now = Timestamps.now(clock);
    for (var told :
        MemberSql.tellOfSecondFactor(
            scope.handle(), scope.workspaceId(), now.minus(ONCE), now, MOST)) {
      var news = new MembershipNews(workspace, Role.of(told.role()), Optional.empty());
      add(scope, told.accountId(), NoticeKind.MEMBERSHIP_NEEDS_SECOND_FACTOR, told.dataKey(), news);
    }
  }

  private void tell(
      WorkspaceScope scope, AccountId member, NoticeKind kind, Role before, Optional<Role> after) {
    var news = new MembershipNews(workspaces.get(scope).name(), before, after);
    MemberSql.one(scope.handle(), scope.workspaceId(), member)
        .ifPresent(row -> add(scope, member, kind, row.dataKey(), news));
  }

  private void add(
      WorkspaceScope scope,
      AccountId member,
      NoticeKind kind,
      byte[] dataKey,
      MembershipNews news) {
    notices.addAbout(
        scope.transaction(), member, kind, AccountFields.about(master, member, dataKey, news));
  }
}
