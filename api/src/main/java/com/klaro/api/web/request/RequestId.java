package com.klaro.api.web.request;

/// The id that a response, its problem and every log line of a request share.
public final class RequestId {

  public static final String ATTRIBUTE = "com.klaro.requestId";

  public static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

  private RequestId() {}

  /// The id of the request this thread works for; `none` outside of one.
  public static String current() {
    return CURRENT.orElse("none");
  }
}
