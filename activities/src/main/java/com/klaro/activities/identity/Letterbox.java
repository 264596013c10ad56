package com.klaro.activities.identity;

import com.klaro.activities.mail.Mail;
import com.klaro.activities.mail.MailRefused;
import com.klaro.activities.mail.MailTemplate;
import com.klaro.activities.mail.Mailer;
import com.klaro.store.identity.EmailAddress;
import com.klaro.workflows.identity.MailFailure;
import io.temporal.failure.ApplicationFailure;

/// Mails of this feature, and what it means to a workflow that one was refused for good.
public final class Letterbox {

  private final Mailer mailer;

  public Letterbox(Mailer mailer) {
    this.mailer = mailer;
  }

  /// @param key of the business step: becomes the Message-ID, the same for each repeat
  /// @throws ApplicationFailure of type `MAIL_REFUSED`, which nobody retries
  /// @throws com.klaro.activities.mail.MailUndelivered when a repeat may do better
  void send(String address, MailTemplate template, String key) {
    try {
      mailer.send(new Mail(new EmailAddress(address), template, key));
    } catch (MailRefused refused) {
      throw ApplicationFailure.newNonRetryableFailure(
          refused.getMessage(), MailFailure.MAIL_REFUSED.name());
    }
  }
}
