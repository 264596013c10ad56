package com.klaro.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private final Syntax syntax =
      Syntax.of("Tries options.")
          .withWords(1, "NAME")
          .withConfig()
          .withValue("port-offset", "N", "moves ports")
          .withFlag("fresh", "forgets");

  @Test
  void valuesFlagsAndWordsAreToldApart() {
    Options options =
        Options.parse(syntax, List.of("--config", "a.yml", "login", "--fresh", "--port-offset=7"));

    assertThat(options.config()).contains(Path.of("a.yml"));
    assertThat(options.words()).containsExactly("login");
    assertThat(options.flag("fresh")).isTrue();
    assertThat(options.number("port-offset", 0)).isEqualTo(7);
  }

  @Test
  void whatIsNotThereHasItsUsualValue() {
    Options options = Options.parse(syntax, List.of());

    assertThat(options.config()).isEmpty();
    assertThat(options.flag("fresh")).isFalse();
    assertThat(options.number("port-offset", 0)).isZero();
  }

  @Test
  void whatTheCommandDoesNotKnowIsRefused() {
    refused("--port", "There is no option --port here");
    refused("--fresh=yes", "There is no option --fresh=yes here");
    refused("--config", "--config needs a value after it");
    refused("--fresh --fresh", "--fresh is there twice");
    refused("--port-offset 1 --port-offset=2", "--port-offset is there twice");
    refused("one two", "Do not know what to do with two");
  }

  @Test
  void whatACommandTakesIsSaidInOneLine() {
    assertThat(syntax.usage()).isEqualTo(" NAME [--config FILE] [--port-offset N] [--fresh]");
    assertThat(Klaro.run(List.of("version", "--help"))).isEqualTo(ExitCode.FINE);
    assertThat(Klaro.run(List.of("version", "-h"))).isEqualTo(ExitCode.FINE);
  }

  @Test
  void helpHasWordsForTheCommandAndForEachOption() {
    assertThat(syntax.help("try").lines())
        .containsExactly(
            "usage: ./klaro try NAME [--config FILE] [--port-offset N] [--fresh]",
            "Tries options.",
            "",
            "  --config FILE        settings that are laid over config.yml, key by key",
            "  --port-offset N      moves ports",
            "  --fresh              forgets");
    assertThat(Syntax.of("Says hello.").withNeeded("to", "NAME", "whom").help("hello").lines())
        .startsWith("usage: ./klaro hello --to NAME");
    assertThat(Syntax.of("Says hello.").help("hello").lines())
        .containsExactly("usage: ./klaro hello", "Says hello.");
  }

  @Test
  void theLauncherKnowsEveryCommandAndNamesIt() throws IOException {
    Path commands = Path.of("app/src/main/java/com/klaro/app/Commands.java");
    assertThat(launched())
        .containsExactlyInAnyOrderElementsOf(
            Pattern.compile("case \"(\\w+)\" ->")
                .matcher(Files.readString(Checkout.root().resolve(commands)))
                .results()
                .map(found -> found.group(1))
                .toList());
    String usage = launcher().substring(0, launcher().indexOf("Exit codes:"));
    assertThat(launched())
        .allSatisfy(name -> assertThat(usage).containsPattern("(?m)^  [a-z, ]*\\b" + name + "\\b"));
  }

  private static List<String> launched() throws IOException {
    Matcher names =
        Pattern.compile("(?m)^  ([a-z |]+)\\)\n    build_when_needed; run").matcher(launcher());
    assertThat(names.find()).isTrue();
    return List.of(names.group(1).split(" \\| "));
  }

  private static String launcher() throws IOException {
    return Files.readString(Checkout.root().resolve("klaro"));
  }

  /// The launcher's list, so that a new command is looked at too.
  @Test
  void noCommandKeepsAnOptionToItself() throws IOException {
    assertThat(launched())
        .contains("dev", "demo", "api", "worker")
        .allSatisfy(name -> {
          Syntax each = Commands.named(name).orElseThrow().syntax();
          assertThat(each.says()).matches("[A-Z].+[.;:].*");
          assertThat(each.options())
              .allSatisfy(option -> assertThat(option.says()).hasSizeGreaterThan(10));
        });
  }

  @Test
  void aNumberIsANumber() {
    Options options = Options.parse(syntax, List.of("--port-offset", "ten"));

    assertThatThrownBy(() -> options.number("port-offset", 0))
        .hasMessage("--port-offset takes a number, not ten");
  }

  private void refused(String arguments, String why) {
    assertThatThrownBy(() -> Options.parse(syntax, List.of(arguments.split(" "))))
        .isInstanceOfSatisfying(
            CommandFailed.class,
            failure -> assertThat(failure.code()).isEqualTo(ExitCode.WRONG_USE))
        .hasMessageContaining(why);
  }
}
