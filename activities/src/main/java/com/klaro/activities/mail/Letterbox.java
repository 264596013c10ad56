package com.klaro.activities.mail;

import com.klaro.store.identity.EmailAddress;
import com.klaro.workflows.mail.MailFailure;
import io.temporal.failure.ApplicationFailure;

/// Mails of a step, and what it means to a workflow that one was refused for good.
public final class Letterbox {

  private final Mailer mailer;

  public Letterbox(Mailer mailer) {
    this.mailer = mailer;
  }

  /// @param key of the business step: becomes the Message-ID, the same for each repeat
  /// @throws ApplicationFailure of type `MAIL_REFUSED`, which nobody retries
  /// @throws MailUndelivered when a repeat may do better
  public void send(String address, MailTemplate template, String key) {
    try {
      mailer.send(new Mail(new EmailAddress(address), template, key));
    } catch (MailRefused refused) {
      throw ApplicationFailure.newNonRetryableFailure(
          refused.getMessage(), MailFailure.MAIL_REFUSED.name());
    }
  }
}
