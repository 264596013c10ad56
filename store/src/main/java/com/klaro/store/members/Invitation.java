package com.klaro.store.members;

import com.klaro.store.tenancy.Role;
import com.klaro.workflows.members.InvitationId;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Instant;

/// An open invitation as admins see it.
public record Invitation(
    InvitationId id,
    String email,
    Role role,
    AccountId invitedBy,
    Instant createdAt,
    Instant expiresAt) {

  @Override
  public String toString() {
    return "Invitation[" + id + "]";
  }
}
