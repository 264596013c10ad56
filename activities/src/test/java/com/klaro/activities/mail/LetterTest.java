package com.klaro.activities.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.activities.identity.SignupLetters;
import com.klaro.store.workspaces.Country;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LetterTest {

  private static final Country INDIA = new Country("IN");

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

  /// The two ways in which readers of mail find addresses: by what begins like one, and by a known
  /// ending.
  @Test
  void nothingThatIsTypedBecomesALink() {
    Pattern address =
        Pattern.compile(
            "(?:https?:[\\w/%]|//|www\\.)\\S|[\\w-][.\u3002\uFF0E\uFF61]\\w|[\\w\u2060]\\.com|\\w@",
            Pattern.UNICODE_CHARACTER_CLASS);
    for (String typed :
        List.of(
            "https://evil.example/sign-in",
            "http:evil.example",
            "http:1.2.3.4",
            "http://2130706433/",
            "//evil.example",
            "www.evil.example",
            "evil.example/sign-in?a=b",
            "1.2.com",
            "Klaro-evil\u3002example",
            "evil\uFF0Eexample",
            "evil\uFF61example",
            "help@evil.example")) {
      assertThat(address.matcher(typed).find()).as(typed).isTrue();
      Letter letter = letter("Pay at " + typed + " now");
      assertThat(address.matcher(letter.text()).find()).as(letter.text()).isFalse();
      String body = letter.html().replaceAll("(?s).*<main[^>]*>|<[^>]*>", "");
      assertThat(address.matcher(body).find()).as(body).isFalse();
      assertThat(letter.text().replace("\u2060", "")).contains("Pay at " + typed + " now");
    }
  }

  @Test
  void whatIsNoAddressStaysAsItIs() {
    String text = "On 4 March 2026, 05:06 UTC. Dr. Who: a / b";
    assertThat(letter(text).text()).contains(text);
    assertThat(letter(text).html()).contains(">" + text + "<");
    assertThat(letter("Booking.com").text()).startsWith("Booking\u2060.\u2060com\n");
  }

  @Test
  void linesAreShortExceptForLinks() {
    String link = "https://app.example/complete-signup#token=kls_" + "x".repeat(43);
    var template = new SignupLetters.SignupLink(URI.create(link), Instant.EPOCH, INDIA);
    assertThat(template.letter().text().lines().filter(line -> !line.equals(link)))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(72));
    assertThat(template.letter().text().lines()).contains(link);
  }

  @Test
  void noLetterShouts() {
    var templates =
        List.of(
            new SignupLetters.SignupLink(URI.create("https://a.example"), Instant.EPOCH, INDIA),
            new SignupLetters.AlreadyRegistered(URI.create("https://a.example"), Help.none()));
    assertThat(templates)
        .allSatisfy(template -> {
          assertThat(template.letter().text()).doesNotContain("!").contains("If it was not you");
          assertThat(template.letter().html())
              .contains("lang=\"en\"")
              .doesNotContain("<style", "<link", "url(");
        });
  }

  @Test
  void aButtonLeadsToAWebPageOrAMailbox() {
    for (String other : List.of("javascript:alert(1)", "ftp://example.com", "/sign-in")) {
      assertThatThrownBy(() -> new Block.Button("x", URI.create(other)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new Block.Button("x", URI.create("mailto:a@example.com")).spelled())
        .isEqualTo("a@example.com");
  }

  private static Letter letter(String variable) {
    return new Letter(
        Locale.ENGLISH,
        variable,
        List.of(new Block.Heading(variable), new Block.Paragraph(variable)));
  }
}
