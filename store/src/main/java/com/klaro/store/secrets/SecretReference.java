package com.klaro.store.secrets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Where a setting names a secret: `secret://billing/stripe-key`. The type refuses a secret written
/// in plain text, so none can stand in a configuration file by mistake; the refusal never repeats
/// what was there.
public record SecretReference(String name) {

  private static final String PREFIX = "secret://";
  private static final Pattern NAME = Pattern.compile("[a-z0-9/.-]{1,64}");

  public SecretReference {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a secret's name has 1 to 64 of a-z, 0-9, '-', '/' and '.'");
    }
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static SecretReference of(String text) {
    if (!text.startsWith(PREFIX)) {
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
