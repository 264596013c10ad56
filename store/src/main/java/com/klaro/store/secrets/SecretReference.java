package com.klaro.store.secrets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Where a setting names a secret: `secret://billing/stripe-key`. The type refuses a secret written
/// in plain text, so none can stand in a configuration file by mistake; the refusal never repeats
/// what was there.
public record SecretReference(String name) {

  private static final String PREFIX = "secret://";

  public SecretReference {
    if (!SecretName.fits(name)) {
      throw new IllegalArgumentException("a secret's name has " + SecretName.WORDS);
    }
  }

  /// Whether a text that may be anything is meant to be one.
  public static boolean isOne(String text) {
    return text.startsWith(PREFIX);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static SecretReference of(String text) {
    if (!isOne(text)) {
      throw new IllegalArgumentException(
          "only secret://NAME may stand here, not a secret itself; see ./klaro secrets");
    }
    return new SecretReference(text.substring(PREFIX.length()));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + name;
  }
}
