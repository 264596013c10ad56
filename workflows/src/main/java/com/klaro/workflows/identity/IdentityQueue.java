package com.klaro.workflows.identity;

/// The queue and the workflow ids of this feature: one function per kind, so no id is spelled
/// twice.
public final class IdentityQueue {

  public static final String NAME = "identity";

  private IdentityQueue() {}

  public static String signupWorkflowId(SignupId signupId) {
    return "identity/signup/" + signupId;
  }
}
