package com.klaro.store.identity;

import java.util.IllformedLocaleException;
import java.util.Locale;

/// The language somebody reads, as a tag of BCP 47 in its canonical spelling: `en-IN`.
public record Language(String tag) {

  public static final int LONGEST = 35;

  /// @throws IllegalArgumentException when it is no such tag
  public Language {
    if (tag.isEmpty() || tag.length() > LONGEST) {
      throw new IllegalArgumentException(problem());
    }
    try {
      tag = new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
    } catch (IllformedLocaleException illFormed) {
      throw new IllegalArgumentException(problem(), illFormed);
    }
    if (tag.equals("und")) {
      throw new IllegalArgumentException(problem());
    }
  }

  private static String problem() {
    return "must be a language tag such as en or hi-IN";
  }
}
