package com.klaro.store.members;

import com.klaro.store.identity.Account;
import com.klaro.store.identity.AccountFields;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads the people of a workspace.
public final class MemberReader {

  private final MasterKey master;

  public MemberReader(MasterKey master) {
    this.master = master;
  }

  /// In order of account id, the next `limit` after `after`.
  public List<Member> page(WorkspaceScope scope, @Nullable UUID after, int limit) {
    return MemberSql.page(scope.handle(), scope.workspaceId(), after, limit).stream()
        .map(row -> member(scope, row))
        .toList();
  }

  public Optional<Member> one(WorkspaceScope scope, AccountId accountId) {
    return MemberSql.one(scope.handle(), scope.workspaceId(), accountId)
        .map(row -> member(scope, row));
  }

  private Member member(WorkspaceScope scope, MemberSql.Row row) {
    Account account =
        AccountFields.open(
            master, row.accountId(), row.dataKey(), row.emailEncrypted(), row.fullNameEncrypted());
    return new Member(
        row.accountId(),
        account.email(),
        account.fullName(),
        Role.of(row.role()),
        row.since(),
        Optional.of(row.secondFactor()).filter(_ -> scope.role().atLeast(Role.ADMIN)));
  }
}
