package com.klaro.activities.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

  @Test
  void nobodyIsNamedUnlessSomebodyIs() {
    assertThat(Help.of("")).isEqualTo(Help.none());
    assertThat(new Links(URI.create("https://app.example")).help()).isEqualTo(Help.none());
    assertThat(Help.none().blocks("Ask them.")).containsExactly(new Block.Paragraph("Ask them."));
  }

  /// An address in plain text would be made unusable, as one that a stranger typed: it is a button.
  @Test
  void aMailAddressIsSpelledAsPeopleWriteIt() {
    Letter letter = letter(Help.of("help+klaro@example.com"));
    assertThat(letter.text())
        .isEqualTo("Ask them.\n\nWrite to whoever runs this service:\nhelp+klaro@example.com\n");
    assertThat(letter.html())
        .contains("href=\"mailto:help+klaro@example.com\"", ">help+klaro@example.com</a>");
  }

  @Test
  void aPageIsAnyWebAddress() {
    Letter letter = letter(Help.of("https://example.com/help?topic=lost#app"));
    assertThat(letter.text()).endsWith(":\nhttps://example.com/help?topic=lost#app\n");
    assertThat(letter.html()).contains("href=\"https://example.com/help?topic=lost#app\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "help",
        "example.com/help",
        "javascript:alert(1)",
        "mailto:help@example.com",
        "ftp://example.com/help",
        "https:///help",
        "https://user@example.com/",
        "https://exa mple.com",
        "help@localhost",
        "help@example.com?subject=x",
        "help@example.com, other@example.com",
        "h\u00e9lp@example.com",
        "Help <help@example.com>"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Help.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("links.help must be");
  }

  private static Letter letter(Help help) {
    return new Letter(Locale.ENGLISH, "Subject", List.of()).and(help.blocks("Ask them."));
  }
}
