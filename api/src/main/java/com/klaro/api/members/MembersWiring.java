package com.klaro.api.members;

import com.klaro.api.wiring.FeatureWiring;
import com.klaro.api.wiring.Parts;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.identity.AddressIndex;
import com.klaro.store.identity.PageSettings;
import com.klaro.store.members.InvitationIntake;
import com.klaro.store.members.InvitationLimits;
import com.klaro.store.members.InvitationReader;
import com.klaro.store.members.MemberIntake;
import com.klaro.store.members.MemberNoticeIntake;
import com.klaro.store.members.MemberReader;
import com.klaro.store.members.MembersSettings;
import com.klaro.store.members.RoleLimits;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.store.workspaces.WorkspaceReader;
import java.util.List;

/// What members bring to the API, put together.
public final class MembersWiring {

  public static final List<Class<?>> TYPES =
      List.of(
          MembersResource.class,
          InvitationsResource.class,
          AcceptanceResource.class,
          AcceptInvitationPage.class);

  private MembersWiring() {}

  /// @param recent how old the proof may be of who makes or unmakes an owner
  /// @param multiplier `limits.multiplier`
  public static FeatureWiring of(
      MembersSettings settings,
      PageSettings pages,
      RecentAuthentication recent,
      MemberNoticeIntake notices,
      double multiplier,
      Parts parts) {
    Store store = parts.store();
    StoreSettings given = store.settings();
    var addresses = new AddressIndex(store.key(AddressIndex.SECRET));
    var workspaces = new WorkspaceReader(given.master());
    var invitations =
        new InvitationIntake(
            given.master(),
            addresses,
            store.audit(),
            store.outbox(),
            settings.invitationLink(),
            recent,
            given.clock());
    var members = new MemberIntake(invitations, store.audit(), notices, recent);
    return FeatureWiring.of(
        new MembersResource(
            parts.entrance(),
            new MemberReader(given.master()),
            members,
            new RoleLimits(store.limits(), multiplier),
            parts.cursor(),
            parts.idempotency()),
        new InvitationsResource(
            parts.entrance(),
            new InvitationReader(given.master(), given.clock()),
            invitations,
            new InvitationLimits(store.limits(), addresses, multiplier),
            parts.cursor(),
            parts.idempotency()),
        new AcceptanceResource(parts.entrance(), invitations, workspaces),
        new AcceptInvitationPage(pages));
  }
}
