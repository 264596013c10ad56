package com.klaro.api.web.page;

/// Text, as text and as the value of an attribute in double quotes.
final class Html {

  private Html() {}

  /// The beginning of a page of ours; more may follow before the head ends.
  static String head(String title) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>%s · Klaro</title>
    <link rel="stylesheet" href="/pages/assets/page.css">
    """
        .formatted(escaped(title));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
