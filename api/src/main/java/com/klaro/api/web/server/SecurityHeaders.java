package com.klaro.api.web.server;

import com.klaro.api.web.request.RequestId;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/// What every response carries, whoever made it (OWASP HTTP Headers and REST Security cheat
/// sheets). A route that sets one of these itself keeps its own value: public documents are
/// cacheable, pages have their own policy.
final class SecurityHeaders {

  private static final List<HttpField> DEFAULTS =
      List.of(
          new HttpField("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
          new HttpField("X-Content-Type-Options", "nosniff"),
          new HttpField("Cache-Control", "no-store"),
          new HttpField("Referrer-Policy", "no-referrer"),
          new HttpField("Cross-Origin-Resource-Policy", "same-origin"),
          new HttpField("X-Frame-Options", "DENY"),
          new HttpField("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"));

  private SecurityHeaders() {}

  static void addTo(HttpFields.Mutable headers, String requestId) {
    for (HttpField field : DEFAULTS) {
      if (!headers.contains(field.getName())) {
        headers.add(field);
      }
    }
    headers.put(RequestId.HEADER, requestId);
  }
}
