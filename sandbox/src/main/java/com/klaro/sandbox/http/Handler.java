package com.klaro.sandbox.http;

/// Answers a request, or throws [Refused].
@FunctionalInterface
public interface Handler {
  Reply answer(Request request);
}
