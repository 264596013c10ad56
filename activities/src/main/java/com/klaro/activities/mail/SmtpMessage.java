package com.klaro.activities.mail;

import com.klaro.store.secrets.Sha256;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/// A letter in its envelope's form: one text, one HTML, nothing attached and nothing that reports
/// back.
final class SmtpMessage extends MimeMessage {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final String messageId;

  SmtpMessage(Session session, MailSettings settings, Mail mail, InternetAddress to, Instant now)
      throws MessagingException, UnsupportedEncodingException {
    super(session);
    messageId = messageId(mail.messageKey(), settings.domain());
    Letter letter = mail.template().letter();
    setFrom(new InternetAddress(settings.from(), settings.fromName(), UTF_8));
    setRecipient(Message.RecipientType.TO, to);
    setSubject(letter.subject(), UTF_8);
    setHeader("Date", DATE.format(now));
    // RFC 3834: out-of-office robots do not answer this.
    setHeader("Auto-Submitted", "auto-generated");
    setHeader("Content-Language", letter.language().toLanguageTag());
    var text = new MimeBodyPart();
    text.setText(letter.text(), UTF_8, "plain");
    var html = new MimeBodyPart();
    html.setText(letter.html(), UTF_8, "html");
    setContent(new MimeMultipart("alternative", text, html));
    saveChanges();
  }

  /// The library would make a new one for each attempt.
  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }

  static String messageId(String key, String domain) {
    return "<" + HexFormat.of().formatHex(Sha256.of(key), 0, 20) + "@" + domain + ">";
  }
}
