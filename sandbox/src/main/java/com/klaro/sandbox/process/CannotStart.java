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

  /// @param what the port is for, as in `mail`
  public static CannotStart onPort(int port, String what, Throwable cause) {
    return new CannotStart(
        "Port " + port + " for " + what + " is taken; --port-offset N moves all ports by N", cause);
  }
}
