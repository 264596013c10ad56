package com.klaro.api.members;

import com.klaro.api.wiring.FeatureWiring;
import com.klaro.api.wiring.Parts;
import com.klaro.store.StoreSettings;
import com.klaro.store.identity.SessionPolicy;
import com.klaro.store.members.MemberIntake;
import com.klaro.store.members.MemberReader;
import java.util.List;

/// What members bring to the API, put together.
public final class MembersWiring {

  public static final List<Class<?>> TYPES = List.of(MembersResource.class);

  private MembersWiring() {}

  public static FeatureWiring of(SessionPolicy sessions, Parts parts) {
    StoreSettings given = parts.store().settings();
    var reader = new MemberReader(given.master());
    var intake =
        new MemberIntake(parts.store().audit(), sessions.recentAuthentication(), given.clock());
    return FeatureWiring.of(
        new MembersResource(parts.entrance(), reader, intake, parts.cursor(), parts.idempotency()));
  }
}
