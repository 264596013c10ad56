package com.klaro.store.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.process.Patience;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// S2-3: what anybody would try is no password.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasswordStrengthTest {

  private static final String CLIENT = "192.0.2.1";
  private static final ContextWords ASHA =
      ContextWords.of("asha.rao+shop@textiles.example.com", List.of("Rao Weaving Mills"))
          .with("Asha Lakshmi Rao");

  private final PasswordStrength strength =
      new PasswordStrength(PasswordSettings.defaults().leastGuesses(), new SimpleMeterRegistry());

  @AfterAll
  void close() {
    strength.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "Correct-Horse-Battery-Staple",
        "another horse battery staple",
        "a long walk by the river",
        "a long enough password",
        "another long password",
        "a-long-test-password-1",
        "i love my little dog",
        "mxqvbztrkwplhjd",
        "xK9$vLm2#qRt7&w",
        "u7Hq2mZp9Lx4Bv1",
        "847291037752106",
        "пароль который никто не знает",
        "これはとても長いパスワードです二つ",
        "Asha keeps four green parrots",
        "klaro needs a wet umbrella",
        "               river walk ginger",
      })
  void sentencesAndChanceStand(String password) {
    assertThat(stands(password)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "passwordpassword",
        "password password",
        "password-password-1",
        "Password1234567!",
        "P@ssw0rdP@ssw0rd",
        "L3tme1n!L3tme1n!",
        "iloveyou1234567",
        "administrator123",
        "Welcome2026Welcome",
        "123456789012345",
        "20260101 20260101",
        "aaaaaaaaaaaaaaa",
        "aaaaabbbbbccccc",
        "abcdefghijklmnop",
        "abcabcabcabcabcabc",
        "qwertyuiopasdfgh",
        "1qaz2wsx3edc4rfv",
        "1q2w3e4r5t6y7u8i",
        "!@#$%^&*()!@#$%^",
        "princess 2026 princess",
        "george1234567890",
      })
  void listsPatternsAndRepetitionsFall(String password) {
    assertThat(stands(password)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "asha.rao+shop@textiles.example.com",
        "asha.rao@textiles",
        "Asha Lakshmi Rao",
        "ashalakshmirao1",
        "Rao Weaving Mills 2026",
        "RaoWeavingMills!",
        "Klaro Klaro Klaro",
        "Klaro - Asha - Rao 2026!",
        "klaroklaro12345",
        "kl4ro-kl4ro-kl4ro",
      })
  void whoseItIsFalls(String password) {
    assertThat(stands(password)).isFalse();
  }

  /// Nobody else's names count, so that a refusal tells of nobody else.
  @Test
  void whatIsNobodysOwnNameStands() {
    assertThat(
            strength.stands(
                new Password("Rao Weaving Mills 2026"), ContextWords.OF_THE_PRODUCT, CLIENT))
        .isTrue();
  }

  /// As long as they have to be, which most are only by being repeated.
  @Test
  void theFirst3000OfTheListFall() {
    Map<String, Integer> list =
        ConfigurationBuilder.getDefaultDictionaries().getFirst().getDictonary();
    List<String> stood =
        list.entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .limit(3000)
            .map(Map.Entry::getKey)
            .map(word -> word.repeat((Password.SHORTEST + word.length() - 1) / word.length()))
            .filter(this::stands)
            .toList();
    assertThat(list).hasSizeGreaterThan(3000);
    assertThat(stood).isEmpty();
  }

  @Test
  void theListsCanBeReadBeforeAnybodyAsks() {
    var own = new SimpleMeterRegistry();
    try (var fresh = new PasswordStrength(1_000_000, own)) {
      fresh.prepare();
      assertThat(
              Patience.await(
                  Duration.ofSeconds(30),
                  () -> own.get("executor.completed").functionCounter().count() == 1))
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"eightlet", "8chars!!", "pw-4-tests", "kite moss"})
  void besideASecondFactorLessWillDo(String password) {
    assertThat(strength.stands(new Password(password, true), ASHA, CLIENT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "12345678", "qwertyui", "klaro123", "asha.rao", "iloveyou"})
  void butNotWhatEverybodyTries(String password) {
    assertThat(strength.stands(new Password(password, true), ASHA, CLIENT)).isFalse();
  }

  private boolean stands(String password) {
    return strength.stands(new Password(password), ASHA, CLIENT);
  }
}
