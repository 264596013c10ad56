package com.klaro.api.members;

import com.klaro.api.wiring.FeatureWiring;
import com.klaro.api.wiring.Parts;
import com.klaro.store.members.MemberReader;
import java.util.List;

/// What members bring to the API, put together.
public final class MembersWiring {

  public static final List<Class<?>> TYPES = List.of(MembersResource.class);

  private MembersWiring() {}

  public static FeatureWiring of(Parts parts) {
    var reader = new MemberReader(parts.store().settings().master());
    return FeatureWiring.of(new MembersResource(parts.entrance(), reader, parts.cursor()));
  }
}
