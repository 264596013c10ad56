package com.klaro.activities.mail;

import java.util.stream.Collectors;

/// The HTML form: inline styles, nothing loaded from anywhere, the reader's own colours in light
/// and dark.
final class LetterHtml {

  private LetterHtml() {}

  static String of(Letter letter) {
    String blocks =
        letter.blocks().stream().map(LetterHtml::block).collect(Collectors.joining("\n"));
    return """
    <!doctype html>
    <html lang="%s" dir="ltr">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="supported-color-schemes" content="light dark">
    <title>%s</title>
    </head>
    <body style="margin:0;padding:24px;font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:16px;line-height:1.5">
    <main style="max-width:34em;margin:0 auto">
    %s
    </main>
    </body>
    </html>
    """
        .formatted(escaped(letter.language().toLanguageTag()), escaped(letter.subject()), blocks);
  }

  private static String block(Block block) {
    return switch (block) {
      case Block.Heading(var text) ->
          "<h1 style=\"font-size:22px;line-height:1.3;margin:0 0 16px\">%s</h1>"
              .formatted(escaped(Unlinked.of(text)));
      case Block.Paragraph(var text) ->
          "<p style=\"margin:0 0 16px\">%s</p>".formatted(escaped(Unlinked.of(text)));
      case Block.Button button -> button(button);
      case Block.Note(var text) ->
          "<p style=\"margin:0 0 16px;font-size:14px\">%s</p>"
              .formatted(escaped(Unlinked.of(text)));
    };
  }

  /// White on this blue has a contrast of 7 to 1 in both schemes. The address below helps whose
  /// reader shows no button.
  private static String button(Block.Button button) {
    String address = escaped(button.target().toASCIIString());
    return """
    <p style="margin:0 0 16px"><a href="%1$s" rel="noreferrer" style="display:inline-block;padding:12px 20px;border-radius:6px;\
    background:#1d4ed8;color:#ffffff;font-weight:600;text-decoration:none">%2$s</a></p>
    <p style="margin:0 0 16px;font-size:14px;word-break:break-all"><a href="%1$s" rel="noreferrer">%3$s</a></p>\
    """
        .formatted(address, escaped(button.label()), escaped(button.spelled()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
