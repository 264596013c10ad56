package com.klaro.store.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThisMachineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST",
        "127.0.0.1",
        "127.0.0.2",
        "127.255.255.254",
        "::1",
        "[::1]",
        "0:0:0:0:0:0:0:1"
      })
  void itsNames(String host) {
    assertThat(ThisMachine.is(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "localhost.example.com", "127.0.0.1.example.com", "127.0.0.256", "127.1", "0.0.0.0",
        "[::1", "::2", "10.0.0.1", "1127.0.0.1", "localhost:80", "127.0.0.1@example.com"
      })
  void nobodyElses(String host) {
    assertThat(ThisMachine.is(host)).isFalse();
  }
}
