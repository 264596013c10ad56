package com.klaro.workflows.identity;

/// What `AccountDeletionActivities.farewell` did.
public enum FarewellMail {
  SENT,
  /// No address is left: the farewell was said before, or is not to be said any more.
  NOT_NEEDED
}
