package com.klaro.store.members;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.AuditTrail;
import com.klaro.store.database.Timestamps;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.outbox.Outbox;
import com.klaro.store.outbox.OutboxEntry;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.store.workspaces.WorkspaceKey;
import com.klaro.workflows.members.InvitationId;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks people to join, takes it back, and lets in who comes with the link. Whether there is an
/// account for the address is looked up among the members of the workspace only, whom an admin may
/// see anyway; of any other account nobody learns but whoever reads its mail.
public final class InvitationIntake {

  private final WorkspaceKey keys;
  private final AddressIndex addresses;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final Duration linkLife;
  private final RecentAuthentication recent;
  private final Clock clock;

  /// @param linkLife how long a link works
  /// @param recent how old the proof may be of who makes an owner
  public InvitationIntake(
      MasterKey master,
      AddressIndex addresses,
      AuditTrail audit,
      Outbox outbox,
      Duration linkLife,
      RecentAuthentication recent,
      Clock clock) {
    this.keys = new WorkspaceKey(master);
    this.addresses = addresses;
    this.audit = audit;
    this.outbox = outbox;
    this.linkLife = linkLife;
    this.recent = recent;
    this.clock = clock;
  }

  /// Voids an older one for the same address. A repeat with the same id makes nothing more.
  ///
  /// @param scope admitted in turn
  /// @param inviter the scope's actor
  public InviteOutcome invite(
      WorkspaceScope scope, Actor.Member inviter, InvitationId id, EmailAddress email, Role role) {
    Optional<InviteOutcome> refusal = refusal(scope, email, role);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Instant now = now();
    byte[] index = addresses.of(email);
    InvitationSql.deleteOthers(scope, index, id).forEach(old -> close(scope, old));
    DataKey key = keys.of(scope);
    var row =
        new InvitationSql.Row(
            scope.workspaceId(),
            id,
            index,
            InvitationFields.email(key, email),
            role.word(),
            inviter.accountId(),
            now,
            now.plus(linkLife),
            null);
    if (InvitationSql.insert(scope.handle(), row)) {
      outbox.add(
          scope.transaction(),
          new OutboxEntry.Start(MembersStarts.invitation(scope.workspaceId(), id, linkLife)));
      audit.append(
          scope, new AuditEvent("member.invited", "invitation/" + id, Map.of("role", role.word())));
    }
    return new InviteOutcome.Invited(InvitationFields.open(key, row));
  }

  /// Why `invite` would make nothing now: asked before a mail to the address is counted, or nobody
  /// else could mail it for an invitation that was never sent.
  public Optional<InviteOutcome> refusal(WorkspaceScope scope, EmailAddress email, Role role) {
    Instant now = now();
    byte[] index = addresses.of(email);
    boolean ofOwner = role == Role.OWNER || InvitationSql.promisesOwner(scope, index, now);
    Role need = ofOwner ? Role.OWNER : Role.ADMIN;
    if (!scope.role().atLeast(need)) {
      return Optional.of(new InviteOutcome.Forbidden(need));
    }
    if (role == Role.OWNER && !scope.provedSince(recent.since())) {
      return Optional.of(new InviteOutcome.NeedsRecentAuthentication());
    }
    return InvitationSql.isMembersAddress(scope, index)
        ? Optional.of(new InviteOutcome.AlreadyMember())
        : Optional.empty();
  }

  /// By who might have made it.
  ///
  /// @param scope admitted in turn, for an account that is deleted takes its invitations along
  ///   while the trail waits for it
  public MemberOutcome withdraw(WorkspaceScope scope, InvitationId id) {
    Optional<InvitationSql.Row> row = InvitationSql.locked(scope, id);
    if (row.isEmpty() || !row.get().expiresAt().isAfter(now())) {
      return MemberOutcome.NOT_FOUND;
    }
    boolean ofOwner = Role.of(row.get().role()) == Role.OWNER;
    if (!scope.role().atLeast(ofOwner ? Role.OWNER : Role.ADMIN)) {
      return ofOwner ? MemberOutcome.NEEDS_OWNER : MemberOutcome.NEEDS_ADMIN;
    }
    InvitationSql.delete(scope, id);
    close(scope, id);
    audit.append(scope, AuditEvent.of("member.invitation-withdrawn", "invitation/" + id));
    return MemberOutcome.DONE;
  }

  /// Uses the invitation up: of parallel uses exactly one finds it. Who is a member already stays
  /// what they are.
  ///
  /// @param scope from the gate's door for the invited
  /// @return the role that the caller has now; empty when the invitation is gone
  public Optional<Role> accept(WorkspaceScope scope, Actor.Member invited, InvitationToken token) {
    scope.takeTurn();
    Optional<InvitationSql.Row> row = InvitationSql.byToken(scope, token.hash());
    if (row.isEmpty() || !InvitationSql.delete(scope, row.get().id())) {
      return Optional.empty();
    }
    InvitationId id = row.get().id();
    close(scope, id);
    Role role = Role.of(row.get().role());
    AccountId account = invited.accountId();
    if (MemberSql.insert(scope.handle(), scope.workspaceId(), account, role, now())) {
      audit.append(
          scope,
          new AuditEvent(
              "member.joined",
              "account/" + account,
              Map.of("role", role.word(), "invitation", id.toString())));
    }
    return MemberSql.role(scope.handle(), scope.workspaceId(), account);
  }

  /// What somebody may no longer promise is void: else who is removed could have invited themselves
  /// again before.
  void voidBy(WorkspaceScope scope, AccountId inviter, List<Role> roles) {
    InvitationSql.deleteBy(scope, inviter, roles).forEach(id -> close(scope, id));
  }

  private void close(WorkspaceScope scope, InvitationId id) {
    outbox.add(scope.transaction(), MembersStarts.closed(id));
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
