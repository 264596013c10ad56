package com.klaro.app.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.store.secrets.SecretOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretLinesTest {

  private static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void whatWasDoneIsSaid() {
    assertThat(SecretLines.of(new SecretOutcome.Added("mail/password", 2)))
        .containsExactly("mail/password has version 2");
    assertThat(SecretLines.of(new SecretOutcome.Rotated("access-tokens", 2, THEN)))
        .containsExactly(
            "access-tokens has version 2; older ones are accepted until 2026-03-01T10:00:00Z");
    assertThat(SecretLines.of(new SecretOutcome.Rotated("temporal-codec", 2, null)))
        .containsExactly("temporal-codec has version 2; older ones stay good");
    assertThat(SecretLines.of(new SecretOutcome.Retired("access-tokens", 1)))
        .containsExactly("access-tokens version 1 is retired");
  }

  @Test
  void aListHasALineForEachVersion() {
    var found =
        new SecretOutcome.Found(
            List.of(
                new SecretOutcome.Entry("b", 1, THEN, THEN.plusSeconds(1), "signs"),
                new SecretOutcome.Entry("c", 1, THEN, null, null)));
    assertThat(SecretLines.of(found))
        .containsExactly(
            "b 1 since 2026-03-01T10:00:00Z until 2026-03-01T10:00:01Z (signs)",
            "c 1 since 2026-03-01T10:00:00Z (this program uses no such secret)");
  }

  @Test
  void aRefusalIsOneLineAndWrongUse() {
    for (SecretOutcome.Refused refused :
        List.of(
            new SecretOutcome.Unknown("it", List.of("mail/…")),
            new SecretOutcome.NothingThere("it"),
            new SecretOutcome.Misshapen("it", "32 random bytes"),
            new SecretOutcome.AlreadyThere("it", 1),
            new SecretOutcome.OneForEver("it", "all would be lost"),
            new SecretOutcome.NotMadeHere("it", "the mail server"),
            new SecretOutcome.EndsTooSoon("it", Duration.ofMinutes(30)),
            new SecretOutcome.KeptOutOfRange("it", Duration.ofDays(3650)),
            new SecretOutcome.AllStay("it", "much would be lost"),
            new SecretOutcome.LastLive("it", 1),
            new SecretOutcome.NotLive("it", 1))) {
      assertThatThrownBy(() -> SecretLines.of(refused))
          .as("%s", refused)
          .isInstanceOfSatisfying(
              CommandFailed.class,
              failed -> {
                assertThat(failed.code()).isEqualTo(ExitCode.WRONG_USE);
                assertThat(failed).hasMessageContaining("it").hasMessageNotContaining("\n");
              });
    }
  }
}
