package com.klaro.store.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

  private static final Password GOOD = new Password("a long walk by the river");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> asked = new ArrayList<>();

  @Test
  void whatWasPublishedIsRefusedWithoutRepeatingIt() {
    assertThat(judged(new BreachedPasswords.Answer.Found(), BreachSettings.OnFailure.OPEN, GOOD))
        .isInstanceOfSatisfying(
            PasswordRules.Judgement.Refused.class,
            it -> assertThat(it.advice()).contains("stolen").doesNotContain(GOOD.text()));
    assertThat(asked).containsExactly("C0765AEBC9DFED0E06D66108F634C978A4DAB114");
    assertThat(counted("found")).isOne();
  }

  @Test
  void whatNobodyPublishedIsTaken() {
    assertThat(
            judged(new BreachedPasswords.Answer.NotFound(), BreachSettings.OnFailure.CLOSED, GOOD))
        .isInstanceOf(PasswordRules.Judgement.Accepted.class);
    assertThat(counted("not_found")).isOne();
  }

  @Test
  void whatNobodyKnowsIsTakenOrWaitsAsConfiguredAndIsCounted() {
    var unknown = new BreachedPasswords.Answer.Unknown();
    assertThat(counted("unknown")).isZero();
    assertThat(judged(unknown, BreachSettings.OnFailure.OPEN, GOOD))
        .isInstanceOf(PasswordRules.Judgement.Accepted.class);
    assertThat(judged(unknown, BreachSettings.OnFailure.CLOSED, GOOD))
        .isInstanceOf(PasswordRules.Judgement.Undecided.class);
    assertThat(counted("unknown")).isEqualTo(2);
  }

  @Test
  void nobodyIsAskedAboutWhatIsEasyToGuess() {
    assertThat(
            judged(
                new BreachedPasswords.Answer.NotFound(),
                BreachSettings.OnFailure.OPEN,
                new Password("passwordpassword")))
        .isInstanceOf(PasswordRules.Judgement.Refused.class);
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.pwnedpasswords.com",
        "ftp://127.0.0.1",
        "https:///range",
        "https://user@api.pwnedpasswords.com",
        "https://api.pwnedpasswords.com?x=y",
        "api.pwnedpasswords.com",
      })
  void hashesLeaveThisMachineEncryptedOnly(String url) {
    assertThatThrownBy(() ->
            new BreachSettings(
                URI.create(url), Duration.ofSeconds(1), BreachSettings.OnFailure.OPEN))
        .hasMessageContaining("identity.passwords.breaches: url");
  }

  @Test
  void settingsHaveBounds() {
    URI sandbox = URI.create("http://127.0.0.1:8090/pwned");
    assertThat(new BreachSettings(sandbox, Duration.ofSeconds(1), BreachSettings.OnFailure.OPEN))
        .isNotNull();
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(6))) {
      assertThatThrownBy(() -> new BreachSettings(sandbox, wrong, BreachSettings.OnFailure.OPEN))
          .hasMessageContaining("timeout");
    }
    assertThatThrownBy(() -> new PasswordSettings(10, BreachSettings.defaults()))
        .hasMessageContaining("identity.passwords.leastGuesses");
  }

  private PasswordRules.Judgement judged(
      BreachedPasswords.Answer answer, BreachSettings.OnFailure onFailure, Password password) {
    var settings =
        new PasswordSettings(
            1_000_000,
            new BreachSettings(
                URI.create("https://pwned.example"), Duration.ofSeconds(1), onFailure));
    try (var rules =
        new PasswordRules(
            settings,
            sha1 -> {
              asked.add(sha1);
              return answer;
            },
            meters)) {
      return rules.judge(password, ContextWords.OF_THE_PRODUCT, "192.0.2.1");
    }
  }

  private double counted(String outcome) {
    return meters.counter("klaro.passwords.breach.checks", "outcome", outcome).count();
  }
}
