package com.klaro.store.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// RFC 4231, test case 2.
class HmacTest {

  private static final String WANTED =
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

  private final Hmac hmac = new Hmac("Jefe".getBytes(StandardCharsets.US_ASCII));

  @Test
  void itIsTheOneOfTheStandard() {
    assertThat(HexFormat.of().formatHex(hmac.of(bytes("what do ya want for nothing?"))))
        .isEqualTo(WANTED);
  }

  @Test
  void partsAreOneText() {
    assertThat(HexFormat.of().formatHex(hmac.of(bytes("what do ya want "), bytes("for nothing?"))))
        .isEqualTo(WANTED);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
