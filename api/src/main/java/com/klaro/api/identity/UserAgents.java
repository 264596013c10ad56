package com.klaro.api.identity;

import org.jspecify.annotations.Nullable;

/// What is kept of a User-Agent header, so that a person recognises a session: printable ASCII, at
/// most 200 characters.
final class UserAgents {

  private static final int LONGEST = 200;

  private UserAgents() {}

  static String kept(@Nullable String header) {
    String text = header == null ? "" : header.replaceAll("[^\\x20-\\x7e]", "?");
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
