package com.klaro.worker.identity;

import com.klaro.worker.wiring.FeatureWiring;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.SignupActivities;
import com.klaro.workflows.identity.SignupWorkflowImpl;
import java.util.List;

public final class IdentityWiring {

  private IdentityWiring() {}

  public static FeatureWiring of(SignupActivities signups) {
    return new FeatureWiring(
        IdentityQueue.NAME, List.of(SignupWorkflowImpl.class), List.of(signups));
  }
}
