package com.klaro.activities.mail;

/// Text that stays on its line: controls, line separators and direction marks become spaces. Header
/// injection and look-alike tricks need one of these.
final class OneLine {

  private OneLine() {}

  static String of(String text) {
    var line = new StringBuilder(text.length());
    text.codePoints().forEach(point -> line.appendCodePoint(breaks(point) ? ' ' : point));
    return line.toString().strip();
  }

  private static boolean breaks(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
