package com.klaro.sandbox.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The search language of Mailpit, as far as it is used: words and "quoted words" that must all be
/// found, `to:`, `from:`, `cc:`, `bcc:`, `subject:` and `message-id:` before one of them, and `-`
/// or `!` for what must not be there.
final class MailSearch {
  private static final Pattern TERM =
      Pattern.compile(
          "([!-]?)(?:(to|from|cc|bcc|subject|message-id):)?(?:\"([^\"]*)\"|(\\S+))",
          Pattern.CASE_INSENSITIVE);

  private MailSearch() {}

  static Predicate<ParsedMail> parse(String query) {
    List<Predicate<ParsedMail>> terms = new ArrayList<>();
    Matcher term = TERM.matcher(query);
    while (term.find()) {
      String field = term.group(2) == null ? "" : term.group(2).toLowerCase(Locale.ROOT);
      String wanted =
          (term.group(3) == null ? term.group(4) : term.group(3)).toLowerCase(Locale.ROOT);
      Predicate<ParsedMail> found = mail -> finds(mail, field, wanted);
      terms.add(term.group(1).isEmpty() ? found : found.negate());
    }
    return mail -> terms.stream().allMatch(one -> one.test(mail));
  }

  private static boolean finds(ParsedMail mail, String field, String wanted) {
    return switch (field) {
      case "to", "from", "cc" -> named(mail.addresses(field), wanted);
      case "bcc" -> named(mail.hidden(), wanted);
      case "subject" -> contains(mail.subject(), wanted);
      case "message-id" -> contains(mail.messageId(), wanted);
      default -> anywhere(mail, wanted);
    };
  }

  private static boolean anywhere(ParsedMail mail, String wanted) {
    return contains(mail.subject(), wanted)
        || contains(mail.text(), wanted)
        || contains(mail.html(), wanted)
        || List.of("To", "From", "Cc").stream()
            .anyMatch(header -> named(mail.addresses(header), wanted))
        || named(mail.hidden(), wanted);
  }

  private static boolean named(List<MailAddress> addresses, String wanted) {
    return addresses.stream().anyMatch(address -> address.contains(wanted));
  }

  private static boolean contains(String text, String wanted) {
    return text.toLowerCase(Locale.ROOT).contains(wanted);
  }
}
