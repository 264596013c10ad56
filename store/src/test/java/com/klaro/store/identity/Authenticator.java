package com.klaro.store.identity;

import java.time.Instant;

/// An app that was given a secret.
public record Authenticator(String secret) {

  public String code(Instant now) {
    return new TotpSecret(secret).code(now.getEpochSecond() / 30);
  }

  /// One that is right at no time near this one.
  public String wrong(Instant now) {
    for (int code = 0; ; code++) {
      String text = "%06d".formatted(code);
      if (new TotpSecret(secret).step(text, now, 0).isEmpty()) {
        return text;
      }
    }
  }
}
