package com.klaro.worker.identity;

import com.klaro.worker.wiring.FeatureWiring;
import com.klaro.worker.wiring.Purge;
import com.klaro.worker.wiring.Unfinished;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.SignupActivities;
import com.klaro.workflows.identity.SignupWorkflowImpl;
import java.util.List;
import java.util.function.Supplier;

public final class IdentityWiring {

  private IdentityWiring() {}

  public static FeatureWiring of(
      Supplier<SignupActivities> activities, List<Unfinished> unfinished, List<Purge> purges) {
    return new FeatureWiring(
        IdentityQueue.NAME,
        List.of(SignupWorkflowImpl.class),
        () -> List.of(activities.get()),
        unfinished,
        purges);
  }
}
