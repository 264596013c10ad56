package com.klaro.store.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashingSettingsTest {

  @ParameterizedTest
  @CsvSource({"47104, 1", "19456, 2", "12288, 3", "9216, 4", "7168, 5", "7168, 9"})
  void whatOwaspListsIsTheLeast(int memory, int iterations) {
    assertThat(new HashingSettings(memory, iterations, 1, 0, 64).memory()).isEqualTo(memory);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HashingSettings(memory - 1, iterations, 1, 0, 64))
        .withMessage(
            "identity.hashing: memory is %d KiB or more with iterations %d (OWASP)",
            memory, iterations);
  }
}
