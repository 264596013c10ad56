package com.klaro.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresVersionTest {

  /// `./klaro test-postgres-15` gives another one.
  private static final String LINE = System.getProperty("klaro.tests.postgres", "18");

  @ParameterizedTest
  @CsvSource({
    "150019, 15.19, 15.20 or newer",
    "160014, 16.14, 16.15 or newer",
    "170010, 17.10, 17.11 or newer",
    "180005, 18.5, 18.6 or newer",
    "140099, 14.99, 15.20 or newer",
    "90624, 9.624, 15.20 or newer"
  })
  void whatIsBelowItsFloorSaysWhatIsNeeded(int number, String there, String needed) {
    assertThat(new PostgresVersion(number).tooOld()).hasValue(needed);
    assertThat(new PostgresVersion(number)).hasToString(there);
  }

  @ParameterizedTest
  @ValueSource(ints = {150_020, 150_021, 160_015, 170_011, 180_006, 190_000})
  void theFloorAndWhatIsAboveWillDo(int number) {
    assertThat(new PostgresVersion(number).tooOld()).isEmpty();
  }

  @Test
  void theServerIsAsked() {
    try (TestDatabase test = TestDatabase.fresh();
        var superuser = test.superuser()) {
      String said = superuser.select("SHOW server_version_num").mapTo(String.class).one();
      assertThat(test.database().version().number()).isEqualTo(Integer.parseInt(said));
      assertThat(said).as("what the build says it tests on").startsWith(LINE);
    }
  }
}
