package com.klaro.api.web.request;

import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// What Jersey sees of a request. Two things are put so that Jersey does not decide them before
/// their turn.
public final class JerseyRequest extends Request.Wrapper {

  /// Stands for every method that no route offers, OPTIONS and TRACE included: Jersey then answers
  /// 404 or 405 with `Allow` as for any other, instead of describing itself or echoing the request.
  public static final String NOT_OFFERED = "NOT-OFFERED";

  /// Attribute with the content type as sent. Jersey would parse it, and refuse a malformed one,
  /// before a route is found.
  public static final String CONTENT_TYPE = "com.klaro.contentType";

  private static final Set<String> OFFERED =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  private final HttpFields headers;

  public JerseyRequest(Request request) {
    super(request);
    HttpFields sent = request.getHeaders();
    if (sent.contains(HttpHeader.CONTENT_TYPE)) {
      request.setAttribute(
          CONTENT_TYPE, String.join(", ", sent.getValuesList(HttpHeader.CONTENT_TYPE)));
      headers =
          HttpFields.build(sent)
              .put(HttpHeader.CONTENT_TYPE, "application/octet-stream")
              .asImmutable();
    } else {
      headers = sent;
    }
  }

  @Override
  public HttpFields getHeaders() {
    return headers;
  }

  @Override
  public String getMethod() {
    return offered(super.getMethod());
  }

  static String offered(String method) {
    return OFFERED.contains(method) ? method : NOT_OFFERED;
  }
}
