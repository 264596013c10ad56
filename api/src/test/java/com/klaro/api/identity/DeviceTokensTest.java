package com.klaro.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.store.secrets.Hmac;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeviceTokensTest {

  private static final UUID ASHA = UUID.randomUUID();

  private final byte[] key = new byte[32];
  private final DeviceTokens tokens = new DeviceTokens(key, new SecureRandom());
  private final String token = tokens.issue(ASHA, 3);

  @Test
  void itIsOfOneAccountAndOnePassword() {
    assertThat(tokens.isOf(ASHA, 3, token)).isTrue();
    assertThat(tokens.isOf(ASHA, 4, token)).isFalse();
    assertThat(tokens.isOf(UUID.randomUUID(), 3, token)).isFalse();
    assertThat(tokens.accountOf(token)).contains(ASHA);
    assertThat(tokens.accountOf(null)).isEmpty();
  }

  @Test
  void noByteOfItCanBeAnother() {
    byte[] bytes = bytes(token);
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertThat(tokens.accountOf(text(changed))).isEmpty();
      assertThat(tokens.isOf(ASHA, 3, text(changed))).isFalse();
    }
    assertThat(tokens.accountOf(text(Arrays.copyOf(bytes, bytes.length - 1)))).isEmpty();
    assertThat(tokens.accountOf(token + "=")).isEmpty();
    assertThat(tokens.accountOf("")).isEmpty();
    assertThat(new DeviceTokens(new byte[] {1}, new SecureRandom()).accountOf(token)).isEmpty();
  }

  @Test
  void oneFromBeforeTheyNamedTheirAccountIsGoodAndMakesNoOther() {
    byte[] salt = new byte[16];
    byte[] account =
        ByteBuffer.allocate(20)
            .putLong(ASHA.getMostSignificantBits())
            .putLong(ASHA.getLeastSignificantBits())
            .putInt(3)
            .array();
    byte[] mac = Arrays.copyOf(new Hmac(key).of(salt, account), 16);
    String old = text(ByteBuffer.allocate(32).put(salt).put(mac).array());
    assertThat(tokens.isOf(ASHA, 3, old)).isTrue();
    assertThat(tokens.isOf(ASHA, 4, old)).isFalse();
    assertThat(tokens.accountOf(old)).isEmpty();
    String named = text(ByteBuffer.allocate(52).put(salt).put(account).put(mac).array());
    assertThat(tokens.isOf(ASHA, 3, named)).isFalse();
    assertThat(tokens.accountOf(named)).isEmpty();
  }

  private static byte[] bytes(String token) {
    return Base64.getUrlDecoder().decode(token.substring(4));
  }

  private static String text(byte[] bytes) {
    return "kld_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
