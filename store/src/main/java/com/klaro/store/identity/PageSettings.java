package com.klaro.store.identity;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Section `pages` of the configuration: where our pages and mails lead on to, in a front end.
/// Absent or empty: they say in words what to do next.
public record PageSettings(@Nullable URI signIn, @Nullable URI signUp) {

  /// @throws IllegalArgumentException unless both are web addresses: a link to anything else would
  ///   be a script
  public PageSettings {
    signIn = checked("pages.signIn", signIn);
    signUp = checked("pages.signUp", signUp);
  }

  public static PageSettings none() {
    return new PageSettings(null, null);
  }

  private static @Nullable URI checked(String key, @Nullable URI address) {
    if (address == null || address.toString().isEmpty()) {
      return null;
    }
    boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
    if (!web || address.getHost() == null || address.getUserInfo() != null) {
      throw new IllegalArgumentException(
          key + " must be a web address such as https://app.example.com/sign-in");
    }
    return address;
  }
}
