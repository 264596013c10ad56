package com.klaro.store.tenancy;

import com.klaro.store.database.Database;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.database.Transaction;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// The one question "may they?". Opens a transaction, resolves the live session, the membership and
/// its role in one round trip, sets what row-level security reads, and hands over a scope or a
/// refusal.
@NotTenantBound("the gate makes the scope")
public final class TenancyGate {

  private final Database database;
  private final Clock clock;

  public TenancyGate(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// The question outside of every workspace: whether the member is still signed in. Being asked
  /// for keeps a session alive. `work` may touch what is the account's own, in the same
  /// transaction.
  ///
  /// @return empty when the session has ended
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away or late
  public <T> Optional<T> signedIn(Actor.Member member, Function<Transaction, T> work) {
    return database.transaction(
        DatabaseRole.IDENTITY,
        transaction ->
            GateSql.signedIn(transaction.handle(), member, clock.instant())
                ? Optional.of(work.apply(transaction))
                : Optional.empty());
  }

  /// Runs `work` in one transaction, which commits when it returns and rolls back when it throws.
  ///
  /// @param need the lowest role that may do this
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away or late
  public <T> T admit(Actor actor, WorkspaceId workspaceId, Role need, Function<Admission, T> work) {
    return database.transaction(
        DatabaseRole.TENANT,
        transaction -> work.apply(decide(transaction, actor, workspaceId, need)));
  }

  /// The same in turn, for what may not be done in the name of a role that was taken away while it
  /// waited: asked once more when the turn is there. Before, a stranger is refused and holds nobody
  /// up.
  public <T> T admitInTurn(
      Actor actor, WorkspaceId workspaceId, Role need, Function<Admission, T> work) {
    return database.transaction(
        DatabaseRole.TENANT,
        transaction -> {
          Admission admission = decide(transaction, actor, workspaceId, need);
          if (admission instanceof Admission.Admitted(WorkspaceScope scope)) {
            scope.takeTurn();
            admission = decide(transaction, actor, workspaceId, need);
          }
          return work.apply(admission);
        });
  }

  /// The same for a workspace that this member is about to make, so that nobody is a member of it
  /// yet. One that is there already admits only who made it.
  ///
  /// @param most workspaces of one account
  public <T> T found(
      Actor.Member founder, WorkspaceId workspaceId, int most, Function<Admission, T> work) {
    return database.transaction(
        DatabaseRole.TENANT,
        transaction -> work.apply(founding(transaction, founder, workspaceId, most)));
  }

  /// The same for somebody who is invited and no member yet: the token is their admission, to the
  /// role it names, if it was mailed to the address of their account.
  ///
  /// @param most workspaces of one account
  public <T> T invited(
      Actor.Member member,
      WorkspaceId workspaceId,
      byte[] tokenHash,
      int most,
      Function<Admission, T> work) {
    return database.transaction(
        DatabaseRole.TENANT,
        transaction -> work.apply(joining(transaction, member, workspaceId, tokenHash, most)));
  }

  private Admission founding(
      Transaction transaction, Actor.Member founder, WorkspaceId workspaceId, int most) {
    OptionalInt workspaces = GateSql.holdAccount(transaction.handle(), founder);
    if (workspaces.isEmpty()) {
      return new Admission.Refused(Admission.Refusal.SESSION_ENDED);
    }
    Admission admission = decide(transaction, founder, workspaceId, Role.OWNER);
    boolean isNew =
        admission instanceof Admission.Refused(Admission.Refusal why)
            && why == Admission.Refusal.NOT_A_MEMBER
            && GateSql.enterExisting(transaction.handle(), workspaceId).isEmpty();
    if (!isNew) {
      return admission;
    }
    return workspaces.getAsInt() < most
        ? new Admission.Admitted(new WorkspaceScope(workspaceId, founder, Role.OWNER, transaction))
        : full(transaction);
  }

  private Admission joining(
      Transaction transaction,
      Actor.Member member,
      WorkspaceId workspaceId,
      byte[] tokenHash,
      int most) {
    OptionalInt workspaces = GateSql.holdAccount(transaction.handle(), member);
    if (workspaces.isEmpty()) {
      return new Admission.Refused(Admission.Refusal.SESSION_ENDED);
    }
    return switch (GateSql.admitInvited(
        transaction.handle(), member, workspaceId, tokenHash, clock.instant())) {
      case Verdict.Out(Admission.Refusal why) -> new Admission.Refused(why);
      case Verdict.In(Role role) ->
          workspaces.getAsInt() < most
                  || GateSql.isMember(transaction.handle(), member, workspaceId)
              ? new Admission.Admitted(new WorkspaceScope(workspaceId, member, role, transaction))
              : full(transaction);
    };
  }

  private static Admission full(Transaction transaction) {
    GateSql.leave(transaction.handle());
    return new Admission.Refused(Admission.Refusal.TOO_MANY_WORKSPACES);
  }

  private Admission decide(
      Transaction transaction, Actor actor, WorkspaceId workspaceId, Role need) {
    return switch (actor) {
      case Actor.Member member ->
          switch (GateSql.admit(transaction.handle(), member, workspaceId, clock.instant())) {
            case Verdict.Out(Admission.Refusal why) -> new Admission.Refused(why);
            case Verdict.In(Role role) -> withRole(transaction, member, workspaceId, role, need);
          };
      case Actor.Automation automation -> {
        Optional<Role> role = Automation.role(automation.name());
        yield role.isPresent()
                && GateSql.enterExisting(transaction.handle(), workspaceId).orElse(false)
            ? withRole(transaction, automation, workspaceId, role.get(), need)
            : new Admission.Refused(Admission.Refusal.NOT_A_MEMBER);
      }
      // Grants arrive with staff accounts; until then no staff actor is admitted anywhere.
      case Actor.Staff _ -> new Admission.Refused(Admission.Refusal.NOT_A_MEMBER);
    };
  }

  private static Admission withRole(
      Transaction transaction, Actor actor, WorkspaceId workspaceId, Role role, Role need) {
    if (!role.atLeast(need)) {
      GateSql.leave(transaction.handle());
      return new Admission.Refused(Admission.Refusal.ROLE_TOO_LOW);
    }
    return new Admission.Admitted(new WorkspaceScope(workspaceId, actor, role, transaction));
  }
}
