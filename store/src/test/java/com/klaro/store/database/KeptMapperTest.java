package com.klaro.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptMapperTest {

  private record Pair(String one, String two) {}

  private static final Pair EXPECTED = new Pair("first", "second");

  private final TestDatabase test = TestDatabase.fresh();

  @AfterEach
  void close() {
    test.close();
  }

  /// What was remembered for one order of columns would put each value in the other's place.
  @Test
  void eachOrderOfColumnsIsRememberedByItself() {
    for (int time = 0; time < 2; time++) {
      assertThat(pair("SELECT 'first' AS one, 'second' AS two")).isEqualTo(EXPECTED);
      assertThat(pair("SELECT 'second' AS two, 'first' AS one")).isEqualTo(EXPECTED);
      assertThat(pair("SELECT 'more' AS three, 'first' AS one, 'second' AS two"))
          .isEqualTo(EXPECTED);
    }
  }

  private Pair pair(String sql) {
    return test.database()
        .statement(
            DatabaseRole.IDENTITY, handle -> handle.createQuery(sql).mapTo(Pair.class).one());
  }
}
