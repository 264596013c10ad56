package com.klaro.store.workspaces;

import java.util.Set;

/// Characters that a person may put into a name: everything except what steers terminals, logs and
/// text direction.
public final class Printable {

  /// Letters and symbols to Unicode, nothing to the eye: Hangul fillers, the empty Braille pattern,
  /// the place of an object, a note without a head, blanks between hieroglyphs.
  private static final Set<Integer> BLANK =
      Set.of(0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800, 0xFFFC, 0x1D159, 0x13441, 0x13442);

  private Printable() {}

  /// Whether this can be a name: 1 to `longest` characters, nothing that steers, and something to
  /// see.
  public static boolean isName(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        && text.codePoints().noneMatch(Printable::isNot)
        && text.codePoints().anyMatch(Printable::isSeen);
  }

  /// Marks and joiners need a letter to stand on.
  private static boolean isSeen(int point) {
    return switch (Character.getType(point)) {
      case Character.SPACE_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.FORMAT,
          // What these look like, if anything, is agreed elsewhere.
          Character.PRIVATE_USE ->
          false;
      default -> !BLANK.contains(point);
    };
  }

  public static boolean isNot(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      // Joiners are part of names in Indic and Arabic scripts; overrides of direction are not.
      case Character.FORMAT -> point != 0x200C && point != 0x200D;
      default -> false;
    };
  }
}
