package com.klaro.activities.mail;

import org.jspecify.annotations.Nullable;

/// The mail did not get through this time.
public final class MailUndelivered extends RuntimeException {

  /// @param cause only from before the envelope was sent; later ones repeat the address
  public MailUndelivered(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
