package com.klaro.activities.mail;

/// The mail cannot be delivered, however often it is tried. Carries no cause: what a server says
/// repeats the address.
public final class MailRefused extends RuntimeException {

  public MailRefused(String message) {
    super(message);
  }
}
