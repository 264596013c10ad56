package com.klaro.activities.mail;

/// Sends one mail, once per call. A repeat of the same business step carries the same Message-ID.
public interface Mailer {

  /// Returns when a server has taken the mail into its care.
  ///
  /// @throws MailRefused when no repeat can help
  /// @throws MailUndelivered when a repeat may help; the mail may even have left, if the reply to
  ///   it was lost
  void send(Mail mail);
}
