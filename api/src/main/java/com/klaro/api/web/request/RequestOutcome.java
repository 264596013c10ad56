package com.klaro.api.web.request;

import com.klaro.store.telemetry.LogFields;
import java.util.Locale;

/// How a request ended, for whoever watches the log: what the client is not told is told here. The
/// words are those of the logging vocabulary of OWASP, as far as it has one (ASVS 16.3).
public enum RequestOutcome {
  SUCCESS,
  /// Wrong or missing credentials (`authn_login_fail`).
  FAILURE,
  /// Refused because too much was wrong before, with the answer of a wrong one
  /// (`authn_login_lock`).
  LOCKED,
  /// Something that works once came again (`authn_token_reuse`).
  REPLAYED,
  /// Known, and not allowed to (`authz_fail`).
  DENIED,
  /// Told to come back later (`excess_rate_limit_exceeded`).
  LIMITED,
  /// Any other refusal.
  REFUSED;

  /// Says more than the status will; the first word stays.
  public void note() {
    LogFields.OUTCOME.found(word());
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RequestOutcome of(int status) {
    return switch (status) {
      case 401 -> FAILURE;
      case 403 -> DENIED;
      case 429 -> LIMITED;
      default -> status < 400 ? SUCCESS : REFUSED;
    };
  }
}
