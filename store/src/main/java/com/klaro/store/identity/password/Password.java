package com.klaro.store.identity.password;

/// A new password, exactly as typed: no trimming, no case folding, no normalisation (ASVS 6.2.8).
///
/// @param secondFactor whether the account has one, so that less will do
public record Password(String text, boolean secondFactor) {

  public static final int SHORTEST = 15;
  public static final int SHORTEST_WITH_SECOND_FACTOR = 8;
  public static final int LONGEST = 256;

  /// @throws IllegalArgumentException when too short, too long or not encodable; checked before any
  ///   costly work
  public Password {
    if (text.length() > 2 * LONGEST || text.codePointCount(0, text.length()) > LONGEST) {
      throw new IllegalArgumentException("must be at most " + LONGEST + " characters");
    }
    int shortest = secondFactor ? SHORTEST_WITH_SECOND_FACTOR : SHORTEST;
    if (text.codePointCount(0, text.length()) < shortest) {
      throw new IllegalArgumentException("must be at least " + shortest + " characters");
    }
    if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
      throw new IllegalArgumentException("must be valid Unicode");
    }
  }

  /// Of an account without a second factor.
  public Password(String text) {
    this(text, false);
  }

  /// Whether it needs a second factor beside it.
  public boolean isShort() {
    return text.codePointCount(0, text.length()) < SHORTEST;
  }

  @Override
  public String toString() {
    return "Password[…]";
  }
}
