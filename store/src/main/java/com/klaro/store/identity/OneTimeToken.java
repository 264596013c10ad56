package com.klaro.store.identity;

import com.klaro.store.secrets.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// A 256-bit random token that travels in one mail. Rows hold its SHA-256 only, which is enough at
/// this entropy (ASVS 6.5.2). The prefix lets secret scanners and our own log filter recognise a
/// lost one.
public record OneTimeToken(String text) {

  private static final String PREFIX = "kls_";
  private static final Pattern SHAPE = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

  public static OneTimeToken fresh(SecureRandom random) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    return new OneTimeToken(
        PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /// Empty when the text cannot be one of ours, so that nothing is looked up for it.
  public static Optional<OneTimeToken> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new OneTimeToken(text)) : Optional.empty();
  }

  public byte[] hash() {
    return Sha256.of(text);
  }

  @Override
  public String toString() {
    return "OneTimeToken[…]";
  }
}
