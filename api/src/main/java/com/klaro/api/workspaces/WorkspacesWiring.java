package com.klaro.api.workspaces;

import com.klaro.api.wiring.FeatureWiring;
import com.klaro.api.wiring.Parts;
import com.klaro.store.StoreSettings;
import com.klaro.store.tenancy.RecentAuthentication;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.store.workspaces.WorkspaceIntake;
import com.klaro.store.workspaces.WorkspaceReader;
import java.util.List;
import java.util.function.Consumer;

/// What workspaces bring to the API, put together.
public final class WorkspacesWiring {

  public static final List<Class<?>> TYPES = List.of(WorkspacesResource.class);

  private WorkspacesWiring() {}

  /// @param recent how old the proof may be of who closes one
  /// @param secondFactorAsked tells members that it is asked of them
  public static FeatureWiring of(
      RecentAuthentication recent, Consumer<WorkspaceScope> secondFactorAsked, Parts parts) {
    StoreSettings given = parts.store().settings();
    var workspaces = new WorkspaceReader(given.master());
    var intake =
        new WorkspaceIntake(
            given.master(),
            parts.store().audit(),
            recent,
            secondFactorAsked,
            given.random(),
            given.clock());
    return FeatureWiring.of(
        new WorkspacesResource(
            parts.entrance(), workspaces, intake, parts.cursor(), parts.idempotency()));
  }
}
