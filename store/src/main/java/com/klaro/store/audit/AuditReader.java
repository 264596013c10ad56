package com.klaro.store.audit;

import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the customer may see of the workspace's chain.
public final class AuditReader {

  private final AuditKeys keys;
  private final AuditSource source;
  private final Clock clock;

  public AuditReader(AuditKeys keys, AuditSource source, Clock clock) {
    this.keys = keys;
    this.source = source;
    this.clock = clock;
  }

  /// Newest first, without what staff did; the export has that.
  ///
  /// @param beforeSeq the last `seq` of the page before, or null for the first page
  public List<AuditRow> page(WorkspaceScope scope, @Nullable Long beforeSeq, int limit) {
    return AuditSql.page(
        scope.handle(), scope.workspaceId(), beforeSeq == null ? Long.MAX_VALUE : beforeSeq, limit);
  }

  /// What is in the account's own chain, for its owner, without what staff did.
  ///
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away or late
  @NotTenantBound("acts of an account outside any workspace")
  public AccountActs actsOf(AccountId accountId) {
    return AccountActs.open(source, new Chain.Account(accountId));
  }

  /// Signs the chain's present head and keeps the signature. The caller audits the act, in the same
  /// transaction, and writes the export after it.
  ///
  /// @throws ChainBroken when the head does not hold: nothing is signed that we did not write
  public AuditExport export(WorkspaceScope scope) {
    Instant now = clock.instant();
    var chain = new Chain.Workspace(scope.workspaceId());
    ChainMac mac = keys.macs(now);
    ChainSql.Head head =
        ChainSql.WORKSPACES.head(scope.handle(), chain).orElseGet(ChainSql.Head::none);
    new ChainWriter(mac).expect(chain, head);
    SignedHead signed =
        SignedHead.sign(keys.signing(now), chain.name(), head.seq(), head.hash(), now);
    ChainSql.WORKSPACES.keep(scope.handle(), chain, signed);
    return new AuditExport(source, new ExportLines(mac, chain.name()), scope.workspaceId(), signed);
  }
}
