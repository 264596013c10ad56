package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.api.Answer;
import com.klaro.api.RunningApi;
import com.klaro.store.identity.SoftAuthenticator;
import java.math.BigInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nobody but its owner says what a passkey's key is, and each use of it is work of ours.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnsoundPasskeysTest {

  private final RunningApi api = RunningApi.start();
  private int people;

  @AfterAll
  void close() {
    assertThat(api.server().web().undeclared()).isEmpty();
    api.close();
  }

  @ParameterizedTest(name = "{0} bits, exponent of {1}: {2}")
  @CsvSource({
    "2048, 17, 201",
    "3072, 17, 201",
    "4096, 32, 201",
    "512, 17, 401",
    "1024, 17, 401",
    "8192, 17, 401",
    "16384, 64, 401",
    "3072, 3071, 401",
    "2048, 33, 401",
    "240000, 17, 401"
  })
  void aKeyOfRsaIsAsLargeAsTheyAreMade(int modulus, int exponent, int status) {
    var passkey = new SoftAuthenticator();
    passkey.coseKey = SoftAuthenticator.rsa(number(modulus), number(exponent));
    assertThat(added(passkey).status()).isEqualTo(status);
  }

  @Test
  void oneWithoutAnIdIsNone() {
    var passkey = new SoftAuthenticator();
    passkey.hasNoId();
    assertThat(added(passkey).problem()).isEqualTo("invalid-credentials");
  }

  /// By an account of its own: the first one would ask for itself when the second is added.
  private Answer added(SoftAuthenticator passkey) {
    Answer session = api.newcomer("unsound" + people++ + "@example.com", PasskeyOwner.PASSWORD);
    return PasskeyOwner.add(api, session, passkey);
  }

  private static BigInteger number(int bits) {
    return BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
  }
}
