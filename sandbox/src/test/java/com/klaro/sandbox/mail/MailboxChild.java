package com.klaro.sandbox.mail;

import java.nio.file.Path;
import java.time.Clock;

/// Runs a mailbox, says its SMTP port and waits to be killed.
final class MailboxChild {
  private MailboxChild() {}

  public static void main(String[] arguments) throws Exception {
    Mailbox mailbox =
        Mailbox.start(new MailboxSettings(Path.of(arguments[0]), 0, 0), Clock.systemUTC());
    System.out.println(mailbox.smtpPort());
    Thread.sleep(60_000);
  }
}
