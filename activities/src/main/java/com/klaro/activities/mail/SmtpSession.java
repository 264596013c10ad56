package com.klaro.activities.mail;

import jakarta.mail.Session;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Settings in the mail library's words. Each property is set under the name of the protocol that
/// will run.
final class SmtpSession {

  private final Properties properties = new Properties();
  private final String prefix;

  private SmtpSession(String protocol) {
    prefix = "mail." + protocol + ".";
  }

  static String protocol(MailSettings settings) {
    return settings.tls() == MailTls.IMPLICIT ? "smtps" : "smtp";
  }

  /// @param international the envelope holds more than ASCII. Off otherwise, since a next hop may
  ///   refuse what needs it; and never off when it does, because the library then cuts characters
  ///   down to bytes, some of which end a line
  static Session of(
      MailSettings settings,
      SSLSocketFactory tls,
      ScheduledExecutorService writes,
      boolean international) {
    var session = new SmtpSession(protocol(settings));
    session.set("localhost", settings.helo());
    session.set("from", settings.from());
    session.set("auth", String.valueOf(settings.user() != null));
    session.set("auth.mechanisms", "PLAIN LOGIN");
    session.set("connectiontimeout", millis(settings.connectTimeout()));
    session.set("timeout", millis(settings.readTimeout()));
    session.set("writetimeout", millis(settings.writeTimeout()));
    // One shared timer: by default the library makes a thread per connection.
    session.properties.put(session.prefix + "executor.writetimeout", writes);
    session.set("sendpartial", "false");
    // Once the server said yes, a lost goodbye must not look like a lost mail.
    session.set("quitwait", "false");
    session.set("starttls.enable", String.valueOf(settings.tls() == MailTls.STARTTLS_REQUIRED));
    session.set("starttls.required", String.valueOf(settings.tls() == MailTls.STARTTLS_REQUIRED));
    session.set("ssl.checkserveridentity", "true");
    session.set("ssl.protocols", "TLSv1.3 TLSv1.2");
    session.properties.put(session.prefix + "ssl.socketFactory", tls);
    session.set("ssl.socketFactory.fallback", "false");
    session.properties.setProperty("mail.mime.allowutf8", String.valueOf(international));
    return Session.getInstance(session.properties);
  }

  private void set(String name, @Nullable String value) {
    properties.setProperty(prefix + name, Objects.requireNonNull(value));
  }

  private static String millis(@Nullable Duration duration) {
    return String.valueOf(Objects.requireNonNull(duration).toMillis());
  }
}
