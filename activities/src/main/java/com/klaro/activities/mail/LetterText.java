package com.klaro.activities.mail;

import java.util.stream.Collectors;

/// The plain form. Lines are short enough for any reader; a link stands alone on its line and is
/// never broken.
final class LetterText {

  private static final int WIDTH = 72;

  private LetterText() {}

  static String of(Letter letter) {
    return letter.blocks().stream()
        .map(LetterText::block)
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static String block(Block block) {
    return switch (block) {
      case Block.Heading(var text) -> wrapped(Unlinked.of(text));
      case Block.Paragraph(var text) -> wrapped(Unlinked.of(text));
      case Block.Button button -> wrapped(button.label() + ":") + "\n" + button.spelled();
      case Block.Note(var text) -> wrapped(Unlinked.of(text));
    };
  }

  private static String wrapped(String text) {
    var lines = new StringBuilder();
    int column = 0;
    for (String word : text.split(" +")) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        lines.append('\n');
        column = 0;
      } else if (column > 0) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.toString();
  }
}
