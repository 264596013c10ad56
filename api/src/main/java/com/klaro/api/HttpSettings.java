package com.klaro.api;

import com.klaro.api.tls.TlsSettings;
import com.klaro.api.web.limit.Cidr;
import com.klaro.api.web.limit.OverloadSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Section `http`: where the API listens, and for whom.
///
/// @param bind address of what is public; loopback unless told otherwise
/// @param adminBind address of the admin port, which does not follow `bind`
/// @param adminPort health, metrics and the decode endpoint; never public
/// @param trustedProxies ranges whose `X-Forwarded-For` and `X-Forwarded-Proto` count
/// @param tls a connector of our own that speaks TLS; null where a proxy does it
public record HttpSettings(
    String bind,
    int port,
    String adminBind,
    int adminPort,
    List<String> trustedProxies,
    OverloadSettings overload,
    @Nullable TlsSettings tls) {

  public HttpSettings {
    if (bind == null || bind.isBlank() || adminBind == null || adminBind.isBlank()) {
      throw new IllegalArgumentException(
          "http.bind and http.adminBind must be addresses of this machine");
    }
    if (!isPort(port) || !isPort(adminPort) || (port == adminPort && port != 0)) {
      throw new IllegalArgumentException(
          "http.port and http.adminPort must be two different ports, 0 to 65535");
    }
    if (overload == null) {
      throw new IllegalArgumentException("http.overload must be given");
    }
    trustedProxies = trustedProxies == null ? List.of() : List.copyOf(trustedProxies);
    trustedProxies.forEach(HttpSettings::checkRange);
  }

  private static void checkRange(String text) {
    try {
      Cidr _ = Cidr.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "http.trustedProxies: " + text + " is no range of addresses, such as 10.0.0.0/8", wrong);
    }
  }

  /// 0 is any free one.
  private static boolean isPort(int number) {
    return number >= 0 && number <= 65_535;
  }
}
