package com.klaro.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.activities.mail.Help;
import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.MailSettings;
import com.klaro.api.HttpSettings;
import com.klaro.api.identity.PasskeySettings;
import com.klaro.api.operations.OperationsSettings;
import com.klaro.api.tokens.TokenSettings;
import com.klaro.api.tokens.nextauth.NextAuthSettings;
import com.klaro.api.web.limit.LimitSettings;
import com.klaro.api.web.limit.OverloadSettings;
import com.klaro.app.Checkout;
import com.klaro.app.production.ProductionSettings;
import com.klaro.app.production.Profile;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.PageSettings;
import com.klaro.store.members.MembersSettings;
import com.klaro.store.secrets.SecretsSettings;
import com.klaro.store.telemetry.TelemetrySettings;
import com.klaro.store.temporal.TemporalSettings;
import com.klaro.worker.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `config.yml` is where an operator reads what can be set: a key stands there with its default, or
/// as a comment with an example when it has none.
class ConfigYmlTest {
  private static final Map<String, Class<?>> SECTIONS =
      Map.ofEntries(
          Map.entry("profile", Profile.class),
          Map.entry("production", ProductionSettings.class),
          Map.entry("http", HttpSettings.class),
          Map.entry("database", DatabaseSettings.class),
          Map.entry("temporal", TemporalSettings.class),
          Map.entry("secrets", SecretsSettings.class),
          Map.entry("identity", IdentitySettings.class),
          Map.entry("members", MembersSettings.class),
          Map.entry("accessTokens", TokenSettings.class),
          Map.entry("nextauth", NextAuthSettings.class),
          Map.entry("limits", LimitSettings.class),
          Map.entry("operations", OperationsSettings.class),
          Map.entry("links", Links.class),
          Map.entry("pages", PageSettings.class),
          Map.entry("passkeys", PasskeySettings.class),
          Map.entry("mail", MailSettings.class),
          Map.entry("worker", WorkerSettings.class),
          Map.entry("telemetry", TelemetrySettings.class));

  @TempDir private Path folder;
  private ConfigFile withExamples = ConfigFile.beside(Checkout.root());

  @BeforeEach
  void examplesCountToo() throws IOException {
    String file = Files.readString(Checkout.root().resolve("config.yml"));
    Files.writeString(
        folder.resolve("config.yml"), file.replaceAll("(?m)^( *)# (\\w+: \\S.*)$", "$1$2"));
    withExamples = ConfigFile.beside(folder);
  }

  @Test
  void everySectionIsRead() {
    assertThat(withExamples.tree().properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(SECTIONS.keySet());
  }

  @Test
  void everyKeyStandsThere() {
    JsonNode tree = withExamples.tree();
    assertThat(
            SECTIONS.entrySet().stream()
                .flatMap(section -> missing(section.getKey(), section.getValue(), tree)))
        .isEmpty();
  }

  @Test
  void defaultsAndExamplesFit() {
    var asItStands = ConfigFile.beside(Checkout.root());
    SECTIONS.forEach((name, type) -> {
      assertThat(asItStands.section(name, type)).as(name).isNotNull();
      assertThat(withExamples.section(name, type)).as(name).isNotNull();
    });
  }

  @Test
  void whatReadmeTellsOperatorsToWriteFits() throws IOException {
    Matcher block =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Checkout.root().resolve("README.md")));
    assertThat(block.find()).isTrue();
    Path file = Files.writeString(folder.resolve("production.yml"), block.group(1).stripIndent());
    ConfigFile told = ConfigFile.beside(Checkout.root()).overlaid(file);
    SECTIONS.forEach((name, type) -> assertThat(told.section(name, type)).as(name).isNotNull());
    assertThat(told.section("links", Links.class).base()).hasHost("app.your-company.com");
    assertThat(told.section("links", Links.class).help())
        .isEqualTo(Help.of("help@your-company.com"));
  }

  /// Whoever empties it is as good as one who leaves it out; anything else that is wrong is said.
  @Test
  void helpIsAnAddressOrNothing() throws IOException {
    assertThat(links("help: \"\"").help()).isEqualTo(Help.none());
    assertThat(links("help:").help()).isEqualTo(Help.none());
    assertThat(links("help: https://example.com/help").help().where()).hasHost("example.com");
    assertThatThrownBy(() -> links("help: somebody"))
        .hasMessageContaining("links.help must be a web address")
        .hasMessageNotContaining("somebody");
  }

  private Links links(String line) throws IOException {
    Path file = Files.writeString(folder.resolve("over.yml"), "links:\n  " + line + "\n");
    return ConfigFile.beside(Checkout.root()).overlaid(file).section("links", Links.class);
  }

  /// What tests and measurements take is what is shipped.
  @Test
  void defaultsInTheCodeAreTheFiles() {
    var asItStands = ConfigFile.beside(Checkout.root());
    assertThat(asItStands.section("database", DatabaseSettings.class))
        .isEqualTo(DatabaseSettings.defaults());
    assertThat(asItStands.section("http", HttpSettings.class).overload())
        .isEqualTo(OverloadSettings.defaults());
    assertThat(asItStands.section("identity", IdentitySettings.class))
        .isEqualTo(IdentitySettings.defaults());
    assertThat(asItStands.section("worker", WorkerSettings.class))
        .isEqualTo(WorkerSettings.defaults());
  }

  /// A record whose place holds a plain value, such as a reference to a secret, is one key.
  private static Stream<String> missing(String path, Class<?> type, JsonNode tree) {
    JsonNode at = tree.at("/" + path.replace('.', '/'));
    if (at.isMissingNode()) {
      return Stream.of(path);
    }
    return type.isRecord() && at.isObject()
        ? Stream.of(type.getRecordComponents())
            .flatMap(part -> missing(path + "." + part.getName(), part.getType(), tree))
        : Stream.of();
  }
}
