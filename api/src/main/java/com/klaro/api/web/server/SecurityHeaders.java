package com.klaro.api.web.server;

import com.klaro.store.network.AnswerHeaders;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/// What every response carries, whoever made it. A route that sets one of these itself keeps its
/// own value: public documents are cacheable, pages have their own policy.
final class SecurityHeaders {

  private static final List<HttpField> DEFAULTS =
      AnswerHeaders.DEFAULTS.stream().map(it -> new HttpField(it.name(), it.value())).toList();

  private SecurityHeaders() {}

  static void addTo(HttpFields.Mutable headers, String requestId) {
    for (HttpField field : DEFAULTS) {
      if (!headers.contains(field.getName())) {
        headers.add(field);
      }
    }
    headers.put(AnswerHeaders.REQUEST_ID, requestId);
  }
}
