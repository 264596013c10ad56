package com.klaro.app.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Options;
import com.klaro.store.secrets.SecretShape;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SecretsAskedTest {

  @Test
  void eachActionHasItsWords() {
    assertThat(asked("list")).isEqualTo(new SecretsAsked.All());
    assertThat(asked("show", "it")).isEqualTo(new SecretsAsked.Show("it"));
    assertThat(asked("set", "it")).isEqualTo(new SecretsAsked.Set("it"));
    assertThat(asked("retire", "it", "2")).isEqualTo(new SecretsAsked.Retire("it", 2));
    assertThat(SecretsAsked.of(new Options(words("rotate", "it"), keepOld("PT1H"), Set.of())))
        .isEqualTo(new SecretsAsked.Rotate("it", Optional.of(Duration.ofHours(1))));
    for (List<String> wrong :
        List.of(
            words(),
            words("foo"),
            words("list", "it"),
            words("set"),
            words("rotate", "it", "2"),
            words("retire", "it", "two"))) {
      refused("use: klaro secrets", () -> SecretsAsked.of(new Options(wrong, Map.of(), Set.of())));
    }
  }

  @Test
  void aNameIsJudgedAndNotRepeated() {
    for (String action : List.of("show", "set", "rotate")) {
      refused("A secret's name has", () -> asked(action, "mail/../\u001b[31mred"));
    }
    refused("A secret's name has", () -> asked("retire", "mail\n", "1"));
  }

  @Test
  void aDurationThatNoClockKnowsIsRefused() {
    for (String text : List.of("tomorrow", "PT9999999999999999H", "P1Y")) {
      refused(
          "--keep-old takes a duration",
          () ->
              SecretsAsked.of(
                  new Options(words("rotate", "access-tokens"), keepOld(text), Set.of())));
    }
  }

  @Test
  void aValueHasABound() {
    byte[] longest = new byte[SecretShape.LONGEST + 2];
    assertThat(SecretsAsked.value(new ByteArrayInputStream(longest))).isEqualTo(longest);
    var longer = new ByteArrayInputStream(new byte[10 * SecretShape.LONGEST]);
    refused("at most 65536 bytes", () -> SecretsAsked.value(longer));
    assertThat(longer.available()).as("left unread").isGreaterThan(8 * SecretShape.LONGEST);
  }

  private static SecretsAsked asked(String... words) {
    return SecretsAsked.of(new Options(words(words), Map.of(), Set.of()));
  }

  private static List<String> words(String... words) {
    return List.of(words);
  }

  private static Map<String, String> keepOld(String text) {
    return Map.of("keep-old", text);
  }

  private static void refused(String word, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            CommandFailed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(ExitCode.WRONG_USE);
              assertThat(failed).hasMessageContaining(word);
              assertThat(failed.getMessage()).doesNotContain("\n", "\u001b");
            });
  }
}
