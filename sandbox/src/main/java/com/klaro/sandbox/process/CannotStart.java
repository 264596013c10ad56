package com.klaro.sandbox.process;

/// A server of the sandbox could not be started. The message is meant for a person and says what to
/// do.
public final class CannotStart extends RuntimeException {
  public CannotStart(String message) {
    super(message);
  }

  public CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
