package com.klaro.api.tokens.nextauth;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A browser adds its cookies to whatever any page makes it send. So they count only when the
/// browser says that one of our own pages asked (decision 0015); for reading too, since an export
/// is written down, and any request keeps its session from being idle.
final class CrossSiteCheck {

  /// The page itself, or a person who typed the address.
  private static final Set<String> OWN = Set.of("same-origin", "none");

  private CrossSiteCheck() {}

  static boolean passes(ContainerRequestContext request) {
    @Nullable List<String> site = request.getHeaders().get("Sec-Fetch-Site");
    if (site != null) {
      return site.size() == 1 && OWN.contains(site.getFirst());
    }
    // Browsers that do not say so name the page's origin; what names neither is no browser.
    @Nullable List<String> origin = request.getHeaders().get("Origin");
    return origin == null
        || (origin.size() == 1 && isOf(request.getHeaderString("Host"), origin.getFirst()));
  }

  private static boolean isOf(@Nullable String host, String origin) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
