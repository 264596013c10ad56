package com.klaro.store.audit;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.tenancy.NotTenantBound;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Signs every head that moved since it was last signed; for upkeep. A chain cut below its last
/// signed head is noticed, so the interval bounds what can vanish.
@NotTenantBound("signs the heads of all workspaces, and sees nothing of their rows")
public final class HeadSigner {

  /// Heads found and stored at a time: far within a request's deadline.
  private static final int BATCH = 100;

  private final Database database;
  private final AuditKeys keys;
  private final Clock clock;

  public HeadSigner(Database database, AuditKeys keys, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.clock = clock;
  }

  /// @param signed how many heads
  /// @param refused chains whose head does not hold: whoever wrote it has not the key
  public record Run(long signed, List<String> refused) {}

  /// Safe to repeat, also after it failed half-way.
  ///
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public Run signMoved() {
    var refused = new ArrayList<String>();
    long signed =
        all(ChainSql.WORKSPACES, DatabaseRole.TENANT, refused)
            + all(ChainSql.PLATFORM, DatabaseRole.PLATFORM, refused);
    return new Run(signed, List.copyOf(refused));
  }

  private long all(ChainSql sql, DatabaseRole writer, List<String> refused) {
    long signed = 0;
    String after = sql.beforeAll();
    for (var moved = moved(sql, after); !moved.isEmpty(); moved = moved(sql, after)) {
      List<SignedHead> heads = sign(moved, refused);
      database.inTransaction(
          writer, transaction -> heads.forEach(head -> keep(transaction.handle(), sql, head)));
      signed += heads.size();
      after = moved.getLast().key();
    }
    return signed;
  }

  private List<ChainSql.Moved> moved(ChainSql sql, String after) {
    return database.transaction(
        DatabaseRole.AUDIT_READER, transaction -> sql.moved(transaction.handle(), after, BATCH));
  }

  private List<SignedHead> sign(List<ChainSql.Moved> moved, List<String> refused) {
    Instant now = clock.instant();
    ChainMac mac = keys.macs(now);
    SigningKey key = keys.signing(now);
    var signed = new ArrayList<SignedHead>();
    for (ChainSql.Moved head : moved) {
      if (mac.headHolds(head.chain(), head.seq(), head.hash(), head.mac())) {
        signed.add(SignedHead.sign(key, head.chain(), head.seq(), head.hash(), now));
      } else {
        refused.add(head.chain());
      }
    }
    return signed;
  }

  private static void keep(Handle handle, ChainSql sql, SignedHead head) {
    Chain chain = Chain.named(head.chain());
    if (chain instanceof Chain.Workspace workspace) {
      ChainSql.enter(handle, workspace);
    }
    sql.keep(handle, chain, head);
  }
}
