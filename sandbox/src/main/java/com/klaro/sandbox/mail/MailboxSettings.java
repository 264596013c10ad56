package com.klaro.sandbox.mail;

import java.nio.file.Path;

/// Where mail is kept and on which ports; 0 means any free one.
public record MailboxSettings(Path directory, int smtpPort, int httpPort) {
  public MailboxSettings {
    directory = directory.toAbsolutePath().normalize();
  }
}
