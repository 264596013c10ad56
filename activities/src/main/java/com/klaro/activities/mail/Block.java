package com.klaro.activities.mail;

import java.net.URI;
import java.util.Set;

/// A piece of a letter. Every text is one line by construction, so a variable can bring neither a
/// line of its own nor characters that turn the reading direction around.
public sealed interface Block {

  record Heading(String text) implements Block {
    public Heading {
      text = OneLine.of(text);
    }
  }

  record Paragraph(String text) implements Block {
    public Paragraph {
      text = OneLine.of(text);
    }
  }

  /// What the reader is meant to do, as a link that is also spelled out: a page, or an address to
  /// write to.
  record Button(String label, URI target) implements Block {
    private static final String MAIL = "mailto";

    public Button {
      label = OneLine.of(label);
      if (!Set.of("https", "http", MAIL).contains(String.valueOf(target.getScheme()))) {
        throw new IllegalArgumentException("A button leads to a web page or a mailbox");
      }
    }

    /// As people write it.
    String spelled() {
      return MAIL.equals(target.getScheme())
          ? target.getSchemeSpecificPart()
          : target.toASCIIString();
    }

    /// The target carries a token.
    @Override
    public String toString() {
      return "Button[" + label + "]";
    }
  }

  /// Small print.
  record Note(String text) implements Block {
    public Note {
      text = OneLine.of(text);
    }
  }
}
