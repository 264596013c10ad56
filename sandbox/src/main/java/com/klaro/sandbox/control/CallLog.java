package com.klaro.sandbox.control;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The calls the providers got, oldest first; the oldest are forgotten when there are very many.
final class CallLog {
  private static final int KEPT = 10_000;

  private final Deque<Call> calls = new ArrayDeque<>();

  /// `status` is what the provider answered, also when the answer was lost.
  record Call(
      String provider,
      Instant at,
      String method,
      String path,
      @Nullable String idempotencyKey,
      int status,
      @Nullable Effect effect) {}

  synchronized void add(Call call) {
    calls.add(call);
    if (calls.size() > KEPT) {
      calls.removeFirst();
    }
  }

  synchronized List<Call> of(List<String> providers) {
    return calls.stream().filter(call -> providers.contains(call.provider())).toList();
  }
}
