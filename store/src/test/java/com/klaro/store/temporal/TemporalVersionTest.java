package com.klaro.store.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalVersionTest {

  @ParameterizedTest
  @CsvSource({
    "1.29.6, 1.29.7 or newer",
    "1.30.4, 1.30.5 or newer",
    "1.31.0, 1.31.1 or newer",
    "1.28.9, 1.29.7 or newer",
    "0.31.9, 1.29.7 or newer",
    "'', 1.29.7 or newer",
    "unknown, 1.29.7 or newer"
  })
  void whatIsBelowItsFloorSaysWhatIsNeeded(String text, String needed) {
    assertThat(new TemporalVersion(text).tooOld()).hasValue(needed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.29.7", "1.30.5", "1.30.10", "1.31.1", "1.31.2-rc.1", "1.32.0", "2.0.0"})
  void theFloorAndWhatIsAboveWillDo(String text) {
    assertThat(new TemporalVersion(text).tooOld()).isEmpty();
  }
}
