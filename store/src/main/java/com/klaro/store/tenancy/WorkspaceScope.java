package com.klaro.store.tenancy;

import com.klaro.store.database.Transaction;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Proof that the gate admitted this actor to this workspace. Only the gate makes one; it works
/// inside its transaction only and is never serialised: an activity receives ids and asks the gate
/// again.
public final class WorkspaceScope {

  private final WorkspaceId workspaceId;
  private final Actor actor;
  private final Role role;
  private final Transaction transaction;

  WorkspaceScope(WorkspaceId workspaceId, Actor actor, Role role, Transaction transaction) {
    this.workspaceId = workspaceId;
    this.actor = actor;
    this.role = role;
    this.transaction = transaction;
  }

  public WorkspaceId workspaceId() {
    return workspaceId;
  }

  public Actor actor() {
    return actor;
  }

  public Role role() {
    return role;
  }

  /// Waits for whoever else has taken their turn in this workspace, until their transaction ends;
  /// what is read afterwards is what they left. For those who change who belongs to it.
  public void takeTurn() {
    GateSql.lock(handle(), workspaceId);
  }

  /// Whether a person is at work whose session was begun with a proof that is not older: signing in
  /// or reauthenticating (ASVS 7.5.1). Programs prove nothing.
  public boolean provedSince(Instant since) {
    return switch (actor) {
      case Actor.Member member -> GateSql.authenticatedSince(handle(), member, since);
      case Actor.Automation _, Actor.Staff _ -> false;
    };
  }

  /// Whether a person is at work whose account has a second factor.
  public boolean hasSecondFactor() {
    return switch (actor) {
      case Actor.Member member -> GateSql.hasSecondFactor(handle(), member);
      case Actor.Automation _, Actor.Staff _ -> false;
    };
  }

  /// For doors of the store only.
  public Transaction transaction() {
    return transaction;
  }

  /// For doors of the store only.
  ///
  /// @throws IllegalStateException after the transaction ended
  public Handle handle() {
    return transaction.handle();
  }
}
