package com.klaro.sandbox.mail;

import com.klaro.sandbox.http.Html;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes the web addresses in plain text clickable. A full stop or bracket at the end belongs to
/// the sentence around it.
final class Links {
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[^\\s<>\"']*[^\\s<>\"'.,;:!?)\\]}]");

  private Links() {}

  static String clickable(String text) {
    StringBuilder html = new StringBuilder();
    int end = 0;
    for (Matcher address = ADDRESS.matcher(text); address.find(); end = address.end()) {
      String escaped = Html.escape(address.group());
      html.append(Html.escape(text.substring(end, address.start())))
          .append("<a rel=\"noopener noreferrer\" href=\"")
          .append(escaped)
          .append("\">")
          .append(escaped)
          .append("</a>");
    }
    return html.append(Html.escape(text.substring(end))).toString();
  }
}
