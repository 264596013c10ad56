package com.klaro.store.telemetry;

import java.util.regex.Pattern;

/// A run of digits that stands alone: a card, a phone number, or neither.
final class DigitRun {

  /// Digits with single blanks or dashes between, not a part of a word, a decimal or a UUID.
  static final Pattern CANDIDATE =
      Pattern.compile("(?<![\\w.+:-])\\d(?:[ -]?\\d){9,18}(?![\\w-]|[.:]\\d)");

  private DigitRun() {}

  static String shown(String run) {
    String digits = run.replaceAll("[ -]", "");
    if (card(digits)) {
      return "[card]";
    }
    return digits.length() == run.length() && phone(digits) ? "[number]" : run;
  }

  /// Length and first digits of the schemes that exist, and the check digit: a timestamp starts
  /// with 1 and is no card.
  private static boolean card(String digits) {
    boolean scheme =
        switch (digits.length()) {
          case 13 -> digits.startsWith("4");
          case 14 -> digits.startsWith("30") || digits.startsWith("36") || digits.startsWith("38");
          case 15 -> digits.startsWith("34") || digits.startsWith("37");
          case 16, 17, 18, 19 -> digits.charAt(0) >= '2' && digits.charAt(0) <= '8';
          default -> false;
        };
    return scheme && luhn(digits);
  }

  /// 10 digits from 6 up are an Indian mobile number, seconds since 1970 start with 1; 13 digits
  /// with 1 are milliseconds.
  private static boolean phone(String digits) {
    return switch (digits.length()) {
      case 10 -> digits.charAt(0) >= '6';
      case 11, 12 -> digits.charAt(0) != '0';
      case 13 -> digits.charAt(0) != '0' && digits.charAt(0) != '1';
      default -> false;
    };
  }

  static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : 2 * digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }
}
