package com.klaro.sandbox.mail;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/// A stored mail with what a reader wants to see of it. Any bytes can be parsed; what makes no
/// sense is left empty.
record ParsedMail(
    StoredMail stored,
    Map<String, List<String>> headers,
    String text,
    String html,
    List<MailPart> parts) {
  private static final int SNIPPET = 250;

  /// Made once: making one reads the list of mail protocols from the class path.
  private static final Session SESSION = Session.getInstance(new Properties());

  static ParsedMail of(StoredMail stored) {
    try {
      MimeMessage message = new MimeMessage(SESSION, stored.raw().stream());
      Map<String, List<String>> headers = new LinkedHashMap<>();
      for (Header header : Collections.list(message.getAllHeaders())) {
        headers.computeIfAbsent(header.getName(), _ -> new ArrayList<>()).add(header.getValue());
      }
      MailBody body = MailBody.of(message);
      return new ParsedMail(stored, headers, body.text(), body.html(), body.parts());
    } catch (MessagingException _) {
      return new ParsedMail(stored, Map.of(), "", "", List.of());
    }
  }

  String id() {
    return stored.id();
  }

  /// The first value of a header, unfolded; empty when there is none.
  String header(String name) {
    return headers.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(entry -> MimeUtility.unfold(entry.getValue().getFirst()))
        .findFirst()
        .orElse("");
  }

  String subject() {
    try {
      return MimeUtility.decodeText(header("Subject"));
    } catch (UnsupportedEncodingException _) {
      return header("Subject");
    }
  }

  String messageId() {
    return header("Message-ID").strip().replaceAll("^<|>$", "");
  }

  List<MailAddress> addresses(String header) {
    return MailAddress.parse(header(header));
  }

  /// Who got it without being named in it.
  List<MailAddress> hidden() {
    List<String> named = new ArrayList<>();
    for (String header : List.of("To", "Cc")) {
      addresses(header).forEach(address -> named.add(address.address().toLowerCase(Locale.ROOT)));
    }
    return stored.recipients().stream()
        .filter(recipient -> !named.contains(recipient.toLowerCase(Locale.ROOT)))
        .map(recipient -> new MailAddress("", recipient))
        .toList();
  }

  /// When its sender says it was written, else when it came.
  Instant date() {
    try {
      return header("Date").isEmpty()
          ? stored.received()
          : new MailDateFormat().parse(header("Date")).toInstant();
    } catch (ParseException _) {
      return stored.received();
    }
  }

  String snippet() {
    String source = text.isBlank() ? html.replaceAll("(?s)<[^>]*>", " ") : text;
    String line = source.strip().replaceAll("\\s+", " ");
    return line.length() <= SNIPPET ? line : line.substring(0, SNIPPET) + " …";
  }
}
