package com.klaro.store.audit;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// JSON of a map of texts as RFC 8785 writes it, so that any reader of an export can rebuild the
/// text that was hashed: names sorted by UTF-16 code units, no spaces, the short escapes where JSON
/// has one, four hex digits for other control characters.
final class CanonicalJson {

  private CanonicalJson() {}

  static String of(Map<String, String> data) {
    SortedMap<String, String> sorted = new TreeMap<>(data);
    var json = new StringBuilder("{");
    for (var field : sorted.entrySet()) {
      if (json.length() > 1) {
        json.append(',');
      }
      text(json, field.getKey());
      json.append(':');
      text(json, field.getValue());
    }
    return json.append('}').toString();
  }

  static String text(String text) {
    var json = new StringBuilder();
    text(json, text);
    return json.toString();
  }

  private static void text(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\b' -> json.append("\\b");
        case '\t' -> json.append("\\t");
        case '\n' -> json.append("\\n");
        case '\f' -> json.append("\\f");
        case '\r' -> json.append("\\r");
        default -> {
          if (c < ' ') {
            json.append(String.format("\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }
}
