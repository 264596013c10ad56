package com.klaro.workflows.identity;

/// What `EmailChangeActivities.mail` came to. What the mails said is nobody's business here: a
/// history does not tell whether an address has an account.
public enum EmailChangeMail {
  /// Both of them.
  SENT,
  /// The change was made, voided or replaced.
  NOT_NEEDED
}
