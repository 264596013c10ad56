package com.klaro.api.identity;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/// Section `passkeys` of the configuration: for which domain passkeys are made, and on pages of
/// which origins they may be shown. Absent or empty: there are no passkeys. Nothing of a request is
/// believed about either.
///
/// @param rpId the domain, such as `example.com`
/// @param origins such as `https://app.example.com`, each of the domain or below it
public record PasskeySettings(String rpId, List<String> origins) {

  /// An address is no domain: browsers make no passkey for one.
  private static final Pattern DOMAIN =
      Pattern.compile("(?!.*\\.[0-9]+$)[a-z0-9-]+(\\.[a-z0-9-]+)*");

  /// @throws IllegalArgumentException unless no origin is anybody else's, and none is in clear but
  ///   those of this machine
  public PasskeySettings {
    rpId = rpId == null ? "" : rpId;
    origins = origins == null ? List.of() : List.copyOf(origins);
    if (rpId.isEmpty() != origins.isEmpty()) {
      throw new IllegalArgumentException("passkeys: rpId and origins go together");
    }
    if (!rpId.isEmpty() && !DOMAIN.matcher(rpId).matches()) {
      throw new IllegalArgumentException("passkeys.rpId must be a domain such as example.com");
    }
    for (String origin : origins) {
      if (!isOf(rpId, origin)) {
        throw new IllegalArgumentException(
            "passkeys.origins must be origins of passkeys.rpId, such as https://app.example.com");
      }
    }
  }

  public static PasskeySettings none() {
    return new PasskeySettings("", List.of());
  }

  boolean isOff() {
    return rpId.isEmpty();
  }

  private static boolean isOf(String rpId, String origin) {
    URI address;
    try {
      address = URI.create(origin);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
    String host = address.getHost();
    if (host == null || !origin.equals(plain(address.getScheme(), host, address.getPort()))) {
      return false;
    }
    boolean secure =
        "https".equals(address.getScheme())
            || ("http".equals(address.getScheme()) && host.equals("localhost"));
    return secure && (host.equals(rpId) || host.endsWith("." + rpId));
  }

  private static String plain(String scheme, String host, int port) {
    return scheme + "://" + host + (port < 0 ? "" : ":" + port);
  }
}
