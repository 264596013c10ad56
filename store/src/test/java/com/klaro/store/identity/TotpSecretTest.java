package com.klaro.store.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpSecretTest {

  /// The secret of both RFCs: `12345678901234567890`.
  private static final TotpSecret RFC = new TotpSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final long STEP = NOON.getEpochSecond() / 30;

  /// RFC 4226, appendix D.
  @ParameterizedTest
  @CsvSource({
    "0,755224", "1,287082", "2,359152", "3,969429", "4,338314",
    "5,254676", "6,287922", "7,162583", "8,399871", "9,520489"
  })
  void codesAreThoseOfTheRfc(long step, String code) {
    assertThat(RFC.code(step)).isEqualTo(code);
  }

  /// RFC 6238, appendix B: the last six of its eight digits.
  @ParameterizedTest
  @CsvSource({
    "59,287082", "1111111109,081804", "1111111111,050471",
    "1234567890,005924", "2000000000,279037", "20000000000,353130"
  })
  void timesAreThoseOfTheRfc(long seconds, String code) {
    assertThat(RFC.step(code, Instant.ofEpochSecond(seconds), 0)).hasValue(seconds / 30);
  }

  @Test
  void aClockMayBeOneStepOff() {
    for (long off = -3; off <= 3; off++) {
      var step = RFC.step(RFC.code(STEP + off), NOON, 0);
      if (Math.abs(off) <= 1) {
        assertThat(step).hasValue(STEP + off);
      } else {
        assertThat(step).as("" + off).isEmpty();
      }
    }
  }

  @Test
  void aStepThatWasUsedAndThoseBeforeItCountNoMore() {
    assertThat(RFC.step(RFC.code(STEP), NOON, STEP)).isEmpty();
    assertThat(RFC.step(RFC.code(STEP - 1), NOON, STEP)).isEmpty();
    assertThat(RFC.step(RFC.code(STEP + 1), NOON, STEP)).hasValue(STEP + 1);
    assertThat(RFC.step(RFC.code(STEP + 1), NOON, STEP + 1)).isEmpty();
  }

  @Test
  void secretsAreOf160BitsAndDiffer() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      seen.add(TotpSecret.fresh(new SecureRandom()).text());
    }
    assertThat(seen).hasSize(100).allMatch(text -> text.matches("[A-Z2-7]{32}"));
  }

  @Test
  void anAppReadsAllOfItFromOneUri() {
    URI uri = URI.create(RFC.uri("a sha+klaro&x=y@example.com"));
    assertThat(uri.getScheme()).isEqualTo("otpauth");
    assertThat(uri.getHost()).isEqualTo("totp");
    assertThat(uri.getPath()).isEqualTo("/Klaro:a sha+klaro&x=y@example.com");
    assertThat(uri.getRawQuery())
        .isEqualTo("secret=" + RFC.text() + "&issuer=Klaro&algorithm=SHA1&digits=6&period=30");
    assertThat(RFC.toString()).doesNotContain(RFC.text());
  }

  @Test
  void recoveryCodesAreReadAsPeopleTypeThem() {
    var codes = RecoveryCode.fresh(new SecureRandom());
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    for (RecoveryCode code : codes) {
      assertThat(code.text()).matches("([A-Z2-7]{4}-){5}[A-Z2-7]{4}");
      assertThat(RecoveryCode.typed(" " + code.text().toLowerCase(java.util.Locale.ROOT) + " "))
          .isEqualTo(code);
      assertThat(RecoveryCode.typed(code.letters()).hash()).isEqualTo(code.hash());
      assertThat(code.toString()).doesNotContain(code.letters());
    }
  }
}
