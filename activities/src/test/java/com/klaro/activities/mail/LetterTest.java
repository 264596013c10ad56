package com.klaro.activities.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.activities.identity.SignupLetters;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LetterTest {

  @Test
  void aVariableCannotBreakOutOfItsLine() {
    Letter letter = letter("Ann\r\nBcc: victim@example.com\u2028x\u202Ey\u0000");
    assertThat(letter.subject()).isEqualTo("Ann  Bcc: victim@example.com x y");
    assertThat(letter.text())
        .doesNotContain("\r", "\u2028", "\u202E", "\u0000")
        .doesNotContain("\nBcc");
  }

  @Test
  void aVariableIsNoMarkup() {
    assertThat(letter("<img src=x onerror=\"a\">&'").html())
        .contains("&lt;img src=x onerror=&quot;a&quot;&gt;&amp;&#39;")
        .doesNotContain("<img");
  }

  @Test
  void namesOfAllScriptsSurvive() {
    String name = "\u0908\u0936\u093e \u674e\u5c0f\u9f8d \ud83c\udf31";
    assertThat(letter(name).text()).contains(name);
    assertThat(letter(name).html()).contains(name);
  }

  @Test
  void linesAreShortExceptForLinks() {
    String link = "https://app.example/complete-signup#token=kls_" + "x".repeat(43);
    var template = new SignupLetters.SignupLink(URI.create(link), Instant.EPOCH);
    assertThat(template.letter().text().lines().filter(line -> !line.equals(link)))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(72));
    assertThat(template.letter().text().lines()).contains(link);
  }

  @Test
  void noLetterShouts() {
    var templates =
        List.of(
            new SignupLetters.SignupLink(URI.create("https://a.example"), Instant.EPOCH),
            new SignupLetters.AlreadyRegistered(URI.create("https://a.example")));
    assertThat(templates)
        .allSatisfy(template -> {
          assertThat(template.letter().text()).doesNotContain("!").contains("If it was not you");
          assertThat(template.letter().html())
              .contains("lang=\"en\"")
              .doesNotContain("<style", "<link", "url(");
        });
  }

  @Test
  void aButtonLeadsToAWebPage() {
    assertThatThrownBy(() -> new Block.Button("x", URI.create("javascript:alert(1)")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Letter letter(String variable) {
    return new Letter(
        Locale.ENGLISH,
        variable,
        List.of(new Block.Heading(variable), new Block.Paragraph(variable)));
  }
}
