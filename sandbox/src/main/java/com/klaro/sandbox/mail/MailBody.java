package com.klaro.sandbox.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text, the HTML and the other parts of a mail. A part that is broken is kept as a part and
/// never hides the rest.
final class MailBody {
  private static final int DEEPEST = 20;

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private final List<MailPart> parts = new ArrayList<>();

  private MailBody() {}

  static MailBody of(Part mail) {
    MailBody body = new MailBody();
    body.take(mail, "1", 0);
    return body;
  }

  String text() {
    return text.toString();
  }

  String html() {
    return html.toString();
  }

  List<MailPart> parts() {
    return List.copyOf(parts);
  }

  private void take(Part part, String number, int depth) {
    try {
      if (part.isMimeType("multipart/*")
          && depth < DEEPEST
          && part.getContent() instanceof Multipart several) {
        for (int i = 0; i < several.getCount(); i++) {
          BodyPart one = several.getBodyPart(i);
          take(one, number + "." + (i + 1), depth + 1);
        }
      } else if (isBody(part, "text/html")) {
        html.append(content(part));
      } else if (isBody(part, "text/plain")) {
        text.append(content(part));
      } else {
        parts.add(attachment(part, number));
      }
    } catch (MessagingException | IOException _) {
      parts.add(new MailPart(number, "", "application/octet-stream", "", 0, false));
    }
  }

  private static boolean isBody(Part part, String type) throws MessagingException {
    return part.isMimeType(type)
        && part.getFileName() == null
        && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
  }

  private static MailPart attachment(Part part, String number)
      throws MessagingException, IOException {
    String[] ids = part.getHeader("Content-ID");
    String id = ids == null ? "" : ids[0].strip().replaceAll("^<|>$", "");
    boolean inline =
        Part.INLINE.equalsIgnoreCase(part.getDisposition())
            || (part.getDisposition() == null && !id.isEmpty());
    return new MailPart(
        number,
        decoded(part.getFileName()),
        type(part.getContentType()),
        id,
        bytes(part).length,
        inline);
  }

  private static String decoded(@Nullable String fileName) throws IOException {
    return fileName == null ? "" : MimeUtility.decodeText(fileName);
  }

  private static String type(String header) {
    try {
      return new ContentType(header).getBaseType();
    } catch (ParseException _) {
      return "application/octet-stream";
    }
  }

  private static String content(Part part) throws MessagingException, IOException {
    return new String(bytes(part), charset(part.getContentType()));
  }

  private static byte[] bytes(Part part) throws MessagingException, IOException {
    try (InputStream content = part.getInputStream()) {
      return content.readAllBytes();
    }
  }

  /// A character set nobody knows is read as UTF-8: some letters look wrong, the rest can be read.
  private static Charset charset(String header) {
    try {
      String name = new ContentType(header).getParameter("charset");
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
    } catch (ParseException | IllegalCharsetNameException | UnsupportedCharsetException _) {
      return StandardCharsets.UTF_8;
    }
  }
}
