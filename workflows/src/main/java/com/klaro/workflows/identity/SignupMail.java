package com.klaro.workflows.identity;

/// What `SignupActivities.mail` did.
public enum SignupMail {
  LINK_SENT,
  ALREADY_REGISTERED,
  /// The signup was closed before any mail was needed.
  NOT_NEEDED
}
