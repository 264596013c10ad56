package com.klaro.api;

import com.klaro.api.audit.AuditWiring;
import com.klaro.api.identity.IdentityWiring;
import com.klaro.api.members.MembersWiring;
import com.klaro.api.wiring.FeatureWiring;
import com.klaro.api.wiring.Parts;
import com.klaro.api.workspaces.WorkspacesWiring;
import com.klaro.store.StoreSettings;
import com.klaro.store.identity.NoticeIntake;
import com.klaro.store.identity.password.BreachedPasswords;
import com.klaro.store.members.MemberNoticeIntake;
import com.klaro.store.tenancy.RecentAuthentication;
import java.util.List;
import java.util.stream.Stream;

/// All features: what the API serves, documents and closes follows from its place in these lists.
final class Features {

  private Features() {}

  static List<FeatureWiring> all(ApiSettings settings, BreachedPasswords breached, Parts parts) {
    StoreSettings given = parts.store().settings();
    var recent =
        new RecentAuthentication(
            settings.identity().sessions().recentAuthentication(), given.clock());
    var notices =
        new MemberNoticeIntake(
            given.master(),
            new NoticeIntake(
                parts.store().outbox(),
                settings.identity().noticeGiveUp(),
                given.ids(),
                given.clock()),
            given.clock());
    return List.of(
        IdentityWiring.of(
            settings.identity(),
            settings.pages(),
            settings.passkeys(),
            settings.limits().multiplier(),
            breached,
            parts),
        WorkspacesWiring.of(recent, notices::secondFactorAsked, parts),
        MembersWiring.of(
            settings.members(),
            settings.pages(),
            recent,
            notices,
            settings.limits().multiplier(),
            parts),
        AuditWiring.of(recent, parts));
  }

  /// The classes of their resources, for the document that is written without a database. One that
  /// is missing here is found by a test that compares it with what is served.
  static List<Class<?>> types() {
    return Stream.of(
            IdentityWiring.TYPES, WorkspacesWiring.TYPES, MembersWiring.TYPES, AuditWiring.TYPES)
        .<Class<?>>flatMap(List::stream)
        .toList();
  }
}
