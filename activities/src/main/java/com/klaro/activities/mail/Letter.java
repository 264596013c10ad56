package com.klaro.activities.mail;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A mail as it is written: once, in blocks, for both of its forms.
public record Letter(Locale language, String subject, List<Block> blocks) {

  public Letter {
    subject = OneLine.of(subject);
    blocks = List.copyOf(blocks);
  }

  /// The same, and then this.
  public Letter and(List<Block> more) {
    return new Letter(language, subject, Stream.concat(blocks.stream(), more.stream()).toList());
  }

  public String text() {
    return LetterText.of(this);
  }

  public String html() {
    return LetterHtml.of(this);
  }

  @Override
  public String toString() {
    return "Letter[" + subject + "]";
  }
}
