package com.klaro.sandbox.http;

/// A request that cannot be served, with the status and the sentence its sender gets.
public final class Refused extends RuntimeException {
  private final int status;

  public Refused(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
