package com.klaro.activities.mail;

import com.klaro.store.identity.EmailAddress;
import com.klaro.store.secrets.SecretSource;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/// Hands mails to a server, one connection each, so that a broken connection concerns one mail.
/// Keeps nothing between mails; may be called from any number of (virtual) threads.
public final class SmtpMailer implements Mailer, AutoCloseable {

  private final MailSettings settings;
  private final SecretSource secrets;
  private final SSLSocketFactory tls;
  private final Clock clock;

  /// Of a whole conversation: `MailSteps` gives an attempt half a minute, and begins another one
  /// then, which would mail once more beside the first.
  private static final Duration LONGEST = Duration.ofSeconds(25);

  private final ScheduledThreadPoolExecutor writes;
  private final Duration longest;

  /// @param secrets asked with each mail, so that a new password is used from then on
  /// @param tls decides which certificates are trusted; `SSLSocketFactory.getDefault()` unless the
  ///   relay has its own root
  public SmtpMailer(
      MailSettings settings, SecretSource secrets, SSLSocketFactory tls, Clock clock) {
    this(settings, secrets, tls, clock, LONGEST);
  }

  SmtpMailer(
      MailSettings settings,
      SecretSource secrets,
      SSLSocketFactory tls,
      Clock clock,
      Duration longest) {
    this.longest = longest;
    this.settings = settings;
    this.secrets = secrets;
    this.tls = tls;
    this.clock = clock;
    writes =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("mail-write-timeouts").factory());
    writes.setRemoveOnCancelPolicy(true);
  }

  @Override
  public void send(Mail mail) {
    InternetAddress to = envelope(mail.to());
    String password = settings.password() == null ? null : secrets.text(settings.password());
    Conversation.within(longest, () -> converse(mail, to, password));
  }

  private void converse(Mail mail, InternetAddress to, @Nullable String password) {
    boolean international = !ascii(to.getAddress());
    Session session = SmtpSession.of(settings, tls, writes, international);
    try (var connection = new Connection(transport(session, password))) {
      if (international && !connection.transport().supportsExtension("SMTPUTF8")) {
        throw new MailRefused("The mail server takes ASCII addresses only");
      }
      var message = new SmtpMessage(session, settings, mail, to, clock.instant());
      connection.transport().sendMessage(message, new Address[] {to});
    } catch (MessagingException failure) {
      throw SmtpFailure.of(failure);
    } catch (UnsupportedEncodingException broken) {
      throw new IllegalStateException("UTF-8 is not available", broken);
    }
  }

  private SMTPTransport transport(Session session, @Nullable String password) {
    try {
      var transport = (SMTPTransport) session.getTransport(SmtpSession.protocol(settings));
      transport.connect(settings.host(), settings.port(), settings.user(), password);
      return transport;
    } catch (MessagingException failure) {
      throw new MailUndelivered(
          "The mail server could not be reached, or did not let us in", failure);
    }
  }

  /// The domain as ASCII, which every server understands; the local part as it is.
  private static InternetAddress envelope(EmailAddress to) {
    int at = to.text().indexOf('@');
    var address = new InternetAddress();
    address.setAddress(to.text().substring(0, at + 1) + IDN.toASCII(to.text().substring(at + 1)));
    return address;
  }

  private static boolean ascii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  @Override
  public void close() {
    writes.shutdownNow();
  }

  /// Closing says nothing about the mail: the server has taken it, or has not, by then.
  private record Connection(SMTPTransport transport) implements AutoCloseable {
    @Override
    public void close() {
      try {
        ((Transport) transport).close();
      } catch (MessagingException _) {
        return;
      }
    }
  }
}
