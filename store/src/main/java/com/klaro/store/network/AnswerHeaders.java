package com.klaro.store.network;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What every answer over HTTP carries, whichever program gives it (OWASP HTTP Headers and REST
/// Security cheat sheets).
public final class AnswerHeaders {

  public record Header(String name, String value) {}

  public static final List<Header> DEFAULTS =
      List.of(
          new Header("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
          new Header("X-Content-Type-Options", "nosniff"),
          new Header("Cache-Control", "no-store"),
          new Header("Referrer-Policy", "no-referrer"),
          new Header("Cross-Origin-Resource-Policy", "same-origin"),
          new Header("X-Frame-Options", "DENY"),
          new Header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"));

  public static final String REQUEST_ID = "X-Request-Id";

  /// Letters, digits, `_` and `-` only: whatever else a client sends would end up in headers and
  /// logs. Long enough for a UUID, too short for any token of ours, which a client may have put
  /// into the wrong header.
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9_-]{8,36}");

  private AnswerHeaders() {}

  /// The id of a request: the one it came with, if that is one.
  public static String requestId(@Nullable String sent, Supplier<UUID> ids) {
    return sent != null && ACCEPTED.matcher(sent).matches() ? sent : ids.get().toString();
  }
}
