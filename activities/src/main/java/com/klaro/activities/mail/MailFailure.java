package com.klaro.activities.mail;

/// Why a step that mails gave up; the names are the `type` of the failures that workflows and
/// operators see.
public enum MailFailure {
  /// The server will never take this mail.
  MAIL_REFUSED
}
