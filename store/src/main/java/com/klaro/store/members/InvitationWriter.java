package com.klaro.store.members;

import com.klaro.store.database.Timestamps;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.store.workspaces.WorkspaceKey;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.members.InvitationId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// What activities do to an invitation.
public final class InvitationWriter {

  private final WorkspaceKey keys;
  private final WorkspaceReader workspaces;
  private final MemberReader members;
  private final SecureRandom random;
  private final Clock clock;

  public InvitationWriter(MasterKey master, SecureRandom random, Clock clock) {
    this.keys = new WorkspaceKey(master);
    this.workspaces = new WorkspaceReader(master);
    this.members = new MemberReader(master);
    this.random = random;
    this.clock = clock;
  }

  /// Decides whether a link is due and makes its token. Nothing is marked as mailed yet: a crash
  /// after this repeats the mail once, with a second token of the same invitation.
  public InvitationMailDue prepareMail(WorkspaceScope scope, InvitationId id) {
    Optional<InvitationSql.Row> row = InvitationSql.locked(scope, id);
    if (row.isEmpty() || !row.get().expiresAt().isAfter(now())) {
      return new InvitationMailDue.Nothing();
    }
    if (row.get().mailedAt() != null) {
      return new InvitationMailDue.AlreadyMailed();
    }
    DataKey key = keys.of(scope);
    Invitation invitation = InvitationFields.open(key, row.get());
    InvitationToken token = InvitationToken.fresh(scope.workspaceId(), random);
    InvitationSql.insertToken(scope, id, token.hash());
    return new InvitationMailDue.Link(
        invitation.email(),
        members.one(scope, invitation.invitedBy()).map(Member::fullName).orElse("An admin"),
        workspaces.get(scope).name(),
        token,
        invitation.expiresAt());
  }

  /// Records that the mail left, so that no repeat sends it again.
  public void mailed(WorkspaceScope scope, InvitationId id) {
    InvitationSql.mailed(scope, id, now());
  }

  /// Deletes an invitation with its tokens.
  public void forget(WorkspaceScope scope, InvitationId id) {
    boolean _ = InvitationSql.delete(scope, id);
  }

  private Instant now() {
    return Timestamps.now(clock);
  }
}
