package com.klaro.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.store.secrets.SecretReference;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

  record Mail(String host, int port, List<String> copies, SecretReference password) {}

  @TempDir private Path folder;

  @BeforeEach
  void base() throws IOException {
    file(
        "config.yml",
        """
        mail:
          host: localhost
          port: 25
          copies: [a, b]
          password: secret://mail/smtp
        links: {base: "http://localhost"}
        kinds: {}
        """);
  }

  @Test
  void layersReplaceValuesAndWholeListsAndKeepTheRest() throws IOException {
    ConfigFile config = base("mail: {port: 587, copies: [c]}").with("mail.host", "smtp.example");

    assertThat(config.section("mail", Mail.class))
        .isEqualTo(new Mail("smtp.example", 587, List.of("c"), new SecretReference("mail/smtp")));
  }

  @Test
  void referencesAreFoundWhereverTheyStand() throws IOException {
    assertThat(base("mail: {copies: [secret://a, b]}").references())
        .containsExactly(
            Map.entry("mail.copies.0", new SecretReference("a")),
            Map.entry("mail.password", new SecretReference("mail/smtp")));
  }

  @Test
  void aReferenceThatCannotBeOneIsNamedWhereverItStands() {
    refused(
        () -> base("mail: {copies: ['secret://Bad Name']}").references(),
        "over.yml: mail.copies.0: a secret's name has");
  }

  @Test
  void aFileOfCommentsChangesNothing() throws IOException {
    assertThat(base("# nothing yet").tree()).isEqualTo(ConfigFile.beside(folder).tree());
  }

  @Test
  void anUnknownSectionIsNamedWithItsFile() {
    refused(
        () -> base("mial: {port: 1}"),
        "over.yml: there is no section mial; known are kinds, links, mail");
  }

  @Test
  void anUnknownKeyIsNamedWithItsFile() {
    refused(
        () -> base("mail: {prot: 1}").section("mail", Mail.class),
        "over.yml: mail.prot: there is no such key; known are copies, host, password, port");
  }

  @Test
  void aValueThatDoesNotFitIsNamedWithTheFileItStandsIn() {
    refused(
        () -> base("mail: {port: many}").section("mail", Mail.class),
        "over.yml: mail.port: this value does not fit here");
    refused(
        () -> base("links: {base: x}").with("mail.port", "many").section("mail", Mail.class),
        "this command: mail.port: this value does not fit here");
  }

  enum Colour {
    @JsonProperty("dark-red")
    DARK_RED,
    @JsonProperty("blue")
    BLUE
  }

  record Kinds(
      Duration life,
      Colour colour,
      int count,
      boolean on,
      double share,
      List<String> all,
      URI at) {}

  @Test
  void whatAKeyTakesIsSaidWhenItsValueDoesNotFit() {
    for (var each :
        Map.of(
                "life: 24h", "a duration is expected, such as PT24H",
                "colour: green", "one of dark-red, blue is expected",
                "count: many", "a whole number is expected",
                "on: perhaps", "true or false is expected",
                "share: half", "a number is expected",
                "all: one", "a list is expected",
                "at: 'no address'", "an address is expected")
            .entrySet()) {
      String key = each.getKey().substring(0, each.getKey().indexOf(':'));
      refused(
          () -> base("kinds: {" + each.getKey() + "}").section("kinds", Kinds.class),
          "over.yml: kinds." + key + ": this value does not fit here; " + each.getValue());
    }
  }

  @Test
  void aValueInPlaceOfASectionIsRefused() {
    refused(() -> base("mail: off"), "over.yml: mail: keys are expected under it, not a value");
  }

  @Test
  void aSecretInPlainTextIsRefusedAndNotRepeated() {
    assertThatThrownBy(() -> base("mail: {password: hunter2}").section("mail", Mail.class))
        .hasMessageEndingWith(
            "over.yml: mail.password: only secret://NAME may stand here, not a secret itself; see"
                + " ./klaro secrets")
        .satisfies(failure -> assertThat(failure.toString()).doesNotContain("hunter2"));
  }

  record Base(String base) {
    Base {
      throw new IllegalArgumentException(base);
    }
  }

  /// Our own values name the key that they refuse, or only the reason.
  @Test
  void aKeyIsNamedOnce() throws IOException {
    for (var each :
        Map.of(
                "'links: both come together'", "over.yml: links: both come together",
                "links.base must be short", "over.yml: links.base must be short",
                "linksbase must be short", "over.yml: links: linksbase must be short")
            .entrySet()) {
      assertThatThrownBy(() ->
              ConfigFile.beside(folder)
                  .overlaid(file("over.yml", "links: {base: " + each.getKey() + "}"))
                  .section("links", Base.class))
          .hasMessageEndingWith(each.getValue());
    }
  }

  @Test
  void aValueThatWasLeftOutIsNamed() {
    refused(
        () -> base("links: {base: }").value("links.base", URI.class),
        "over.yml: links.base: a value is expected here");
  }

  @Test
  void aSecretsNameIsPlain() {
    refused(
        () -> base("mail: {password: 'secret://Mail Password'}").section("mail", Mail.class),
        "over.yml: mail.password: a secret's name has 1 to 100 of");
  }

  @Test
  void whatIsNotYamlIsNamedWithItsLine() {
    refused(
        () -> base("mail: {port: 1}\nmail: {port: 2}"), "over.yml:2: not YAML that can be read");
    refused(() -> base("- a"), "over.yml: sections are expected");
    refused(
        () -> ConfigFile.beside(folder).overlaid(folder.resolve("gone.yml")),
        "gone.yml: there is no such file");
  }

  private ConfigFile base(String over) throws IOException {
    return ConfigFile.beside(folder).overlaid(file("over.yml", over));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void refused(ThrowingCallable call, String line) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CommandFailed.class,
            failure -> assertThat(failure.code()).isEqualTo(ExitCode.WRONG_USE))
        .hasMessageContaining(line);
  }
}
