package com.klaro.store.audit;

import com.klaro.workflows.tenancy.AccountId;
import org.jdbi.v3.core.statement.SqlStatement;

/// The next link of an account's chain, for the one statement that also does what it tells of. It
/// is made from a head that nobody has locked, and stored where that is the head still; elsewhere
/// the statement does nothing, and a transaction takes its place ([AuditTrail#appendToAccount]).
public final class AccountLink {

  /// A join: the `head` of the account's chain, as [ChainHead] wants it.
  ///
  /// @param account an expression for its id; a statement that takes the same time for whom there
  ///   is no account says something else then
  public static String head(String account) {
    return "LEFT JOIN platform_audit_heads head ON head.chain = '%s' || %s"
        .formatted(Chain.Account.NAMING, account);
  }

  /// Two parts of a `WITH`, of which `linked` has one row where the link was stored, and none
  /// elsewhere.
  ///
  /// @param when an earlier part, with one row where it is to be stored
  /// @param before an earlier part, whose locks are taken before that of the head
  public static String stored(String when, String before) {
    return """
    linked AS (
      UPDATE platform_audit_heads head SET seq = :linkSeq, hash = :hash, mac = :headMac
      FROM %s, (SELECT count(*) FROM %s) AS earlier
      WHERE head.chain = :chain AND head.seq = :linkSeq - 1 AND head.hash = :previous
      RETURNING head.seq),
    event AS (
      INSERT INTO platform_audit_events
        (chain, seq, at, actor, action, subject, data, is_staff, previous_hash, hash, mac)
      SELECT :chain, seq, :at, :actor, :action, :subject, :data, false, :previous, :hash, :mac FROM linked)
    """
        .formatted(when, before);
  }

  private final AccountId accountId;
  private final AuditTrail.Link link;

  AccountLink(AccountId accountId, AuditTrail.Link link) {
    this.accountId = accountId;
    this.link = link;
  }

  public <S extends SqlStatement<S>> S bindTo(S statement) {
    return link.bindTo(statement)
        .bind("chain", new Chain.Account(accountId).key())
        .bind("linkSeq", link.row().seq());
  }
}
