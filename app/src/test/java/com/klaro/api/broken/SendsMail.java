package com.klaro.api.broken;

import jakarta.mail.Message;
import org.eclipse.angus.mail.smtp.SMTPTransport;

public final class SendsMail {

  private SendsMail() {}

  static Class<?> message() {
    return Message.class;
  }

  static Class<?> transport() {
    return SMTPTransport.class;
  }
}
