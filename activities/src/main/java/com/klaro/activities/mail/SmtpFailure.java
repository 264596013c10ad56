package com.klaro.activities.mail;

import jakarta.mail.MessagingException;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/// What a failure of the conversation means for the mail. Server texts stay behind: they repeat the
/// address.
final class SmtpFailure {

  /// "Authentication required" and "must issue STARTTLS first": our settings are wrong, not the
  /// mail.
  private static final int NOT_ALLOWED_YET = 530;

  /// The commands that offer the mail itself; the second one ends it.
  private static final Set<String> CONTENT = Set.of("DATA", ".");

  private SmtpFailure() {}

  static RuntimeException of(MessagingException failure) {
    for (Exception next = failure;
        next instanceof MessagingException link;
        next = link.getNextException()) {
      if (link instanceof SMTPAddressFailedException recipient) {
        return answered("recipient", recipient.getReturnCode());
      }
    }
    if (failure instanceof SMTPSendFailedException answer
        && CONTENT.contains(answer.getCommand())) {
      return answered("mail", answer.getReturnCode());
    }
    if (failure instanceof SMTPSendFailedException answer) {
      return new MailUndelivered(
          "The mail server refused our sender: " + answer.getReturnCode(), null);
    }
    return new MailUndelivered("The connection to the mail server failed: " + kind(failure), null);
  }

  private static RuntimeException answered(String what, int code) {
    String message = "The mail server refused the " + what + ": " + code;
    return code >= 500 && code != NOT_ALLOWED_YET
        ? new MailRefused(message)
        : new MailUndelivered(message, null);
  }

  private static String kind(MessagingException failure) {
    Exception cause = failure.getNextException();
    return (cause == null ? failure : cause).getClass().getSimpleName();
  }
}
