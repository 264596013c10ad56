package com.klaro.workflows.mail;

/// Types of failures that no repeat cures. The activity throws them non-retryable; the retry policy
/// names them too, so that a slip in one place does not mail for a day.
public enum MailFailure {
  /// The mail server refused the address for good.
  MAIL_REFUSED
}
