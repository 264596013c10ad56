package com.klaro.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private final Syntax syntax =
      Syntax.NOTHING.withValues("config", "port-offset").withFlags("fresh").withWords(1, "NAME");

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
    refused("one two", "Do not know what to do with two");
  }

  @Test
  void whatACommandTakesIsSaidInOneLine() {
    assertThat(syntax.usage()).isEqualTo(" NAME [--config VALUE] [--port-offset VALUE] [--fresh]");
    assertThat(Klaro.run(List.of("version", "--help"))).isEqualTo(ExitCode.FINE);
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
