package com.klaro.api.web.request;

import com.klaro.store.database.Ids;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The id that a response, its problem and every log line of a request share.
public final class RequestId {

  public static final String HEADER = "X-Request-Id";

  public static final String ATTRIBUTE = "com.klaro.requestId";

  public static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

  /// Letters, digits, `_` and `-` only: whatever else a client sends would end up in headers and
  /// logs. Long enough for a UUID, too short for any token of ours, which a client may have put
  /// into the wrong header.
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9_-]{8,36}");

  private RequestId() {}

  /// The id of the request this thread works for; `none` outside of one.
  public static String current() {
    return CURRENT.orElse("none");
  }

  public static String of(@Nullable String sent, Ids ids) {
    return sent != null && ACCEPTED.matcher(sent).matches() ? sent : ids.next().toString();
  }
}
