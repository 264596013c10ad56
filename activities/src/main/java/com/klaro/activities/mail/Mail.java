package com.klaro.activities.mail;

import com.klaro.store.identity.EmailAddress;

/// @param messageKey names the business step, such as `identity/signup/{id}`: the Message-ID is
///   made from it, so a mail that is sent twice can be recognised as one
public record Mail(EmailAddress to, MailTemplate template, String messageKey) {

  public Mail {
    if (messageKey.isBlank()) {
      throw new IllegalArgumentException("A mail needs a key");
    }
  }

  @Override
  public String toString() {
    return "Mail[" + messageKey + "]";
  }
}
