package com.klaro.activities.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text that no reader makes a link of, neither of plain text nor of HTML: else a workspace that is
/// called like a web address would send anybody there under our name. A company may well be called
/// so, and looks the same: each mark that makes an address stands between two word joiners, which
/// nobody sees. On both sides, for some readers look at what is before the mark, and others at what
/// is behind it.
final class Unlinked {

  private static final String WORD_JOINER = "\u2060";

  /// What browsers take for a dot is one here too. The colon of a time is none.
  private static final Pattern MARK =
      Pattern.compile("(?<=\\S)(?:[./\\\\@\\u3002\\uFF0E\\uFF61]|(?<!\\d):)(?=\\S)");

  private Unlinked() {}

  static String of(String text) {
    return MARK.matcher(text).replaceAll(mark -> joined(mark.group()));
  }

  private static String joined(String mark) {
    return WORD_JOINER + Matcher.quoteReplacement(mark) + WORD_JOINER;
  }
}
