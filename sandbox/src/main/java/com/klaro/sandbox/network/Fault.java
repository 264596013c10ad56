package com.klaro.sandbox.network;

/// What a wire does to the connections that go through it.
public sealed interface Fault {
  /// Nothing: bytes pass.
  record Pass() implements Fault {}

  /// Nobody listens; connections that exist are closed.
  record Refuse() implements Fault {}

  /// Connections are taken and live on, but no byte passes until another fault is set; none is lost
  /// meanwhile.
  record Stall() implements Fault {}

  /// Every connection, old or new, ends with a TCP reset.
  record Reset() implements Fault {}

  /// Each connection is closed once this many bytes of replies have passed. With 0 the request
  /// arrives and its reply is lost: the case in which the caller cannot know what happened.
  record CloseAfter(long replyBytes) implements Fault {}
}
