package com.klaro.app;

/// How a command ends, the same for every command, so that scripts and operators can tell whose
/// turn it is.
public enum ExitCode {
  FINE(0),
  /// It was tried and did not work.
  FAILED(1),
  /// Called or configured wrongly: trying again will not help.
  WRONG_USE(2),
  /// Something that must be installed or running is not there.
  MISSING(3);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
