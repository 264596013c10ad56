package com.klaro.workflows.identity;

/// What `NoticeActivities.mail` did.
public enum NoticeMail {
  SENT,
  /// No row is left: it was told before, or is not to be told any more.
  NOT_NEEDED
}
