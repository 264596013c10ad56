package com.klaro.store.secrets;

import java.util.regex.Pattern;

/// What a secret may be called: words of a-z and 0-9 with one hyphen or slash between, so that a
/// name can be shown anywhere and none looks like a way up.
public final class SecretName {

  public static final String WORDS =
      "1 to 100 of a-z and 0-9, with single hyphens and slashes between";

  private static final int LONGEST = 100;
  private static final Pattern FORM = Pattern.compile("[a-z0-9]++(?:[-/][a-z0-9]++)*+");

  private SecretName() {}

  public static boolean fits(String name) {
    return name.length() <= LONGEST && FORM.matcher(name).matches();
  }
}
