package com.klaro.store.identity.password;

import java.util.Locale;
import java.util.regex.Pattern;

/// What is left of a password when everything is taken away that only makes it longer.
final class GuessablePattern {

  private static final String SHIFTED = "!@#$%^&*()";
  private static final String DIGITS = "1234567890";
  private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}_.,;:/+-]+");

  private GuessablePattern() {}

  /// What is repeated, once: also where the last repetition breaks off.
  static String unit(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.length() != text.length()) {
      return text;
    }
    for (int period = 1; period <= text.length() * 2 / 3; period++) {
      if (lower.regionMatches(0, lower, period, text.length() - period)) {
        return text.substring(0, period);
      }
    }
    return text;
  }

  /// The same keys, pressed without shift.
  static String unshifted(String text) {
    var keys = new StringBuilder(text.toLowerCase(Locale.ROOT));
    for (int i = 0; i < keys.length(); i++) {
      int digit = SHIFTED.indexOf(keys.charAt(i));
      if (digit >= 0) {
        keys.setCharAt(i, DIGITS.charAt(digit));
      }
    }
    return keys.toString();
  }

  /// @param words longest first, in lower case
  /// @return the same where none of them occurs
  static String without(ContextWords words, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String left = lower;
    for (String word : words.words()) {
      left = left.replace(word, " ");
    }
    return left.equals(lower) ? text : SEPARATORS.matcher(left).replaceAll(" ").strip();
  }
}
