package com.klaro.workflows.identity;

/// What `PasswordResetActivities.mail` did.
public enum PasswordResetMail {
  LINK_SENT,
  /// No account that could be reset has this address, or the request is over.
  NOT_NEEDED
}
