package com.klaro.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.workflows.tenancy.AccountId;
import java.sql.Connection;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMappers;
import org.junit.jupiter.api.Test;

class RowMappingTest {

  private record Row(AccountId accountId, long seq) {}

  private record Other(long seq) {}

  private final Jdbi jdbi = Jdbi.create(RowMappingTest::never).installPlugin(new RowMapping());

  private static Connection never() {
    throw new AssertionError("Nobody asks a database here");
  }

  /// Looking its components up costs more than most statements, and each statement asks.
  @Test
  void allStatementsMapARecordByTheOneThatWasMadeForTheFirst() {
    assertThat(ofAStatement(Row.class).orElseThrow())
        .isSameAs(ofAStatement(Row.class).orElseThrow())
        .isNotSameAs(ofAStatement(Other.class).orElseThrow());
  }

  /// Each begins with settings of its own, as JDBI makes them for a handle and its statements.
  private <T> Optional<RowMapper<T>> ofAStatement(Class<T> row) {
    return jdbi.getConfig().createCopy().get(RowMappers.class).findFor(row);
  }
}
