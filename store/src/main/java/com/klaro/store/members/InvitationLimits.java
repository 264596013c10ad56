package com.klaro.store.members;

import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.CredentialLimits;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.limits.Limit;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.limits.Place;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How many invitations one workspace sends and one person, who can make any number of workspaces,
/// and how many mails one address gets, whoever asks for them.
@NotTenantBound("an address is mailed by many workspaces, and by none")
public final class InvitationLimits {

  public static final Limit OF_WORKSPACE = new Limit("invitations", 100, Duration.ofDays(1));
  public static final Limit OF_INVITER = new Limit("invitations-by", 100, Duration.ofDays(1));

  private final LimitIntake limits;
  private final AddressIndex addresses;
  private final CredentialLimits allowed;
  private final Limit workspace;
  private final Limit inviter;

  /// @param multiplier `limits.multiplier`
  public InvitationLimits(LimitIntake limits, AddressIndex addresses, double multiplier) {
    this.limits = limits;
    this.addresses = addresses;
    this.allowed = CredentialLimits.scaled(multiplier);
    this.workspace = OF_WORKSPACE.scaled(multiplier);
    this.inviter = OF_INVITER.scaled(multiplier);
  }

  /// Counts one more where there is room.
  ///
  /// @return how long to wait, where there is none
  public Optional<Duration> take(WorkspaceId workspaceId, AccountId invitedBy, EmailAddress email) {
    return limits.take(
        List.of(
            Place.of(workspace, workspaceId.toString()),
            Place.of(inviter, invitedBy.toString()),
            allowed.mail(addresses.of(email))));
  }
}
