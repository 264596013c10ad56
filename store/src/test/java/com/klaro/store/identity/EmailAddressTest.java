package com.klaro.store.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.com",
        "o'neil+tag@sub.example.co.in",
        "वि@उदाहरण.भारत",
        "x_1-2@xn--bcher-kva.example"
      })
  void ordinaryAddressesAreKeptAsWritten(String text) {
    assertThat(new EmailAddress(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "@example.com",
        "a@",
        "a@b",
        "a@@example.com",
        "a b@example.com",
        "a@exam ple.com",
        "a@example.com\r\nBcc: b@example.com",
        "a\n@example.com",
        "a@example..com",
        ".a@example.com",
        "a..b@example.com",
        "a@-example.com",
        "<a@example.com>",
        "a\u202e@example.com",
        "a\ud800@example.com",
        "a\uff20example.com",
        "a\uff20b@example.com",
        "a\ufe6bb@example.com"
      })
  void whatIsNoAddressIsRefusedWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> new EmailAddress(text))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("example.com\r"));
  }

  /// `straße.de` is a domain of its own, and IDNA as it was before says `strasse.de` for it.
  @ParameterizedTest
  @ValueSource(strings = {"a@straße.de", "a@βόλος.com", "a@mail.faß.de"})
  void aDomainThatSoftwareSpellsInTwoWaysIsRefusedAndSaysHow(String text) {
    assertThatThrownBy(() -> new EmailAddress(text)).hasMessageContaining("xn--");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@xn--strae-oqa.de", "straße@example.com", "a@strasse.de"})
  void itsPlainFormsAreNot(String text) {
    assertThat(new EmailAddress(text).text()).isEqualTo(text);
  }

  @Test
  void lengthIsLimitedAsInRfc5321() {
    String domain = "@" + "d".repeat(60) + "." + "e".repeat(60) + "." + "f".repeat(60) + ".com";
    assertThat(new EmailAddress("l".repeat(64) + domain).text()).hasSize(64 + domain.length());
    assertThatThrownBy(() -> new EmailAddress("l".repeat(65) + domain))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EmailAddress("a@" + "d.".repeat(150) + "com"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void spellingsOfOneMailboxMeetInTheIndex() {
    var index = new AddressIndex(new byte[32]);
    byte[] plain = index.of(new EmailAddress("jose\u0301@example.com"));
    assertThat(index.of(new EmailAddress("JOS\u00c9@Example.COM"))).isEqualTo(plain);
    assertThat(index.of(new EmailAddress("jose@example.com"))).isNotEqualTo(plain);
    assertThat(index.of(new EmailAddress("a@bücher.example")))
        .isEqualTo(index.of(new EmailAddress("a@xn--bcher-kva.example")));
  }

  @Test
  void anAddressDoesNotPrintItself() {
    assertThat(new EmailAddress("a@example.com").toString()).doesNotContain("example");
  }
}
