package com.klaro.store.workspaces;

/// Characters that a person may put into a name: everything except what steers terminals, logs and
/// text direction.
public final class Printable {

  private Printable() {}

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
