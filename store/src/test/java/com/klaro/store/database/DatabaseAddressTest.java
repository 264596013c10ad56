package com.klaro.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

  /// The driver takes these over what was set before: every role would be that one user.
  @ParameterizedTest
  @ValueSource(strings = {"user", "password", "PGHOST", "PGPORT", "PGDBNAME", "service", "%75ser"})
  void whoItIsAndWhereStandsBeforeTheOptions(String option) {
    assertThatThrownBy(() ->
            DatabaseAddress.parse("postgresql://u:p@h/db?sslmode=require&" + option + "=hunter2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("before the ?")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void otherOptionsAreTheDrivers() {
    var address = DatabaseAddress.parse("postgresql://u:p@h/db?sslmode=require");
    assertThat(address.as("role", "other").dataSource("test").getUser()).isEqualTo("role");
    assertThat(address.options()).containsEntry("sslmode", "require");
  }
}
