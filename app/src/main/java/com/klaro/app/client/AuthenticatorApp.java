package com.klaro.app.client;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The app on a customer's phone (RFC 6238), by itself: nothing of it is the server's.
///
/// @param secret in Base 32, as it is shown once
public record AuthenticatorApp(String secret, Clock clock) {

  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int STEP_SECONDS = 30;

  /// What it shows now.
  public String code() {
    return code(clock.instant());
  }

  /// What it shows next, which is taken 30 seconds early: for whoever has used what it shows now.
  public String next() {
    return code(clock.instant().plusSeconds(STEP_SECONDS));
  }

  /// What it shows at no time near this one.
  public String wrong() {
    Instant now = clock.instant();
    Set<String> right =
        IntStream.rangeClosed(-2, 2)
            .mapToObj(off -> code(now.plusSeconds((long) off * STEP_SECONDS)))
            .collect(Collectors.toSet());
    return IntStream.range(0, 6)
        .mapToObj("00000%d"::formatted)
        .filter(code -> !right.contains(code))
        .findFirst()
        .orElseThrow();
  }

  private String code(Instant at) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(bytes(), "HmacSHA1"));
      byte[] step = ByteBuffer.allocate(8).putLong(at.getEpochSecond() / STEP_SECONDS).array();
      byte[] hash = mac.doFinal(step);
      int place = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(place) & 0x7fff_ffff;
      return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java has HMAC with SHA-1", impossible);
    }
  }

  private byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(secret.length() * 5 / 8);
    int bits = 0;
    int held = 0;
    for (int place = 0; place < secret.length(); place++) {
      bits = bits << 5 | BASE_32.indexOf(secret.charAt(place));
      held += 5;
      if (held >= 8) {
        held -= 8;
        bytes.put((byte) (bits >> held));
        bits &= (1 << held) - 1;
      }
    }
    return bytes.array();
  }

  @Override
  public String toString() {
    return "AuthenticatorApp[…]";
  }
}
