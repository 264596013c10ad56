package com.klaro.store.identity;

/// A new password, exactly as typed: no trimming, no case folding, no normalisation (ASVS 6.2.8).
public record Password(String text) {

  public static final int SHORTEST = 15;
  public static final int LONGEST = 256;

  /// @throws IllegalArgumentException when too short, too long or not encodable; checked before any
  ///   costly work
  public Password {
    if (text.length() > 2 * LONGEST || text.codePointCount(0, text.length()) > LONGEST) {
      throw new IllegalArgumentException("must be at most " + LONGEST + " characters");
    }
    if (text.codePointCount(0, text.length()) < SHORTEST) {
      throw new IllegalArgumentException("must be at least " + SHORTEST + " characters");
    }
    if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
      throw new IllegalArgumentException("must be valid Unicode");
    }
  }

  @Override
  public String toString() {
    return "Password[…]";
  }
}
