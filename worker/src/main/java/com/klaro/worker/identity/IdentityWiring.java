package com.klaro.worker.identity;

import com.klaro.activities.identity.SignupActivitiesImpl;
import com.klaro.store.Store;
import com.klaro.store.StoreSettings;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.IdentityStarts;
import com.klaro.store.identity.SignupReader;
import com.klaro.store.identity.SignupRetention;
import com.klaro.store.identity.SignupWriter;
import com.klaro.worker.wiring.FeatureWiring;
import com.klaro.worker.wiring.Parts;
import com.klaro.worker.wiring.Purge;
import com.klaro.worker.wiring.Unfinished;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.SignupActivities;
import com.klaro.workflows.identity.SignupWorkflowImpl;
import java.util.List;
import java.util.function.Supplier;

/// What identity brings to the worker, put together.
public final class IdentityWiring {

  private IdentityWiring() {}

  public static FeatureWiring of(IdentitySettings identity, Parts parts) {
    Store store = parts.store();
    var clock = store.settings().clock();
    var reader = new SignupReader(store.database());
    var retention = new SignupRetention(store.database(), clock);
    return of(
        () -> activities(parts),
        List.of(() ->
            reader.unfinished().stream()
                .map(id -> IdentityStarts.signup(id, identity.signupLink()))
                .toList()),
        List.of(
            Purge.hourly(
                "signups", () -> retention.forget(clock.instant().minus(identity.signupKept())))));
  }

  /// With activities and rows of the caller's choice.
  public static FeatureWiring of(
      Supplier<SignupActivities> activities, List<Unfinished> unfinished, List<Purge> purges) {
    return new FeatureWiring(
        IdentityQueue.NAME,
        List.of(SignupWorkflowImpl.class),
        () -> List.of(activities.get()),
        unfinished,
        purges);
  }

  private static SignupActivities activities(Parts parts) {
    StoreSettings given = parts.store().settings();
    return new SignupActivitiesImpl(
        new SignupWriter(parts.store().database(), given.master(), given.random(), given.clock()),
        parts.mailer(),
        parts.links());
  }
}
