package com.klaro.store.identity;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// A mail address as its owner wrote it, checked but not changed.
///
/// `canonical` is what two spellings of one mailbox share: Unicode composed, lower case, the domain
/// as ASCII (RFC 5890). It feeds the blind index only; mail goes to what was written.
public record EmailAddress(String text) {

  /// RFC 5321 §4.5.3.1: a path of 256 octets leaves 254 for the address, 64 of them before the @.
  public static final int LONGEST = 254;

  private static final int LONGEST_LOCAL = 64;

  private static final Pattern LOCAL =
      Pattern.compile("[^\\p{Cntrl}\\p{Z}\\s\"(),:;<>@\\[\\\\\\]]+");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /// @throws IllegalArgumentException when it cannot be a mail address; the message says why
  ///   without repeating it
  public EmailAddress {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "must be a mail address of at most " + LONGEST + " characters");
    }
    // A look-alike of @ (U+FF20, U+FE6B) becomes a real one when normalised later; refuse it before
    // anything does so.
    if (text.codePoints().anyMatch(point -> point != '@' && compatible(point).contains("@"))) {
      throw new IllegalArgumentException("must have a plain @");
    }
    // In a domain, IDNA would drop them: what is shown, compared and mailed would differ.
    if (text.codePoints().anyMatch(EmailAddress::isUnseen)) {
      throw new IllegalArgumentException("must be a mail address without hidden characters");
    }
    int at = text.indexOf('@');
    if (at < 1
        || at != text.lastIndexOf('@')
        || at > LONGEST_LOCAL
        || !isLocal(text.substring(0, at))) {
      throw new IllegalArgumentException("must be a mail address");
    }
    // Older software writes ss and σ for them, newer keeps them apart (UTS 46, section 7): mail for
    // one domain would go to another.
    if (text.substring(at).chars().anyMatch(letter -> letter == 'ß' || letter == 'ς')) {
      throw new IllegalArgumentException("must have a domain with ß or ς in its xn-- form");
    }
    String[] labels = ascii(text.substring(at + 1)).split("\\.", -1);
    for (String label : labels) {
      if (labels.length < 2 || !LABEL.matcher(label).matches()) {
        throw new IllegalArgumentException("must have a domain such as example.com after the @");
      }
    }
  }

  public String canonical() {
    int at = text.indexOf('@');
    String local =
        Normalizer.normalize(text.substring(0, at), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return local + "@" + ascii(text.substring(at + 1));
  }

  /// Hidden: an address must not reach a log by way of a message.
  @Override
  public String toString() {
    return "EmailAddress[…]";
  }

  private static boolean isLocal(String local) {
    return LOCAL.matcher(local).matches()
        && !local.startsWith(".")
        && !local.endsWith(".")
        && !local.contains("..");
  }

  private static boolean isUnseen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static String ascii(String domain) {
    try {
      return IDN.toASCII(
              Normalizer.normalize(domain, Normalizer.Form.NFC), IDN.USE_STD3_ASCII_RULES)
          .toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  private static String compatible(int point) {
    return Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
  }
}
