package com.klaro.sandbox.control;

import com.klaro.sandbox.http.Handler;
import com.klaro.sandbox.http.Refused;
import com.klaro.sandbox.http.Reply;
import com.klaro.sandbox.http.Request;
import java.time.Clock;
import java.util.Optional;

/// A provider at its place: each call is logged, and goes through the fault that waits for it.
record Mount(Provider provider, Faults faults, CallLog log, Clock clock) implements Handler {
  String prefix() {
    return "/" + provider.name();
  }

  boolean takes(String path) {
    return path.equals(prefix()) || path.startsWith(prefix() + "/");
  }

  @Override
  public Reply answer(Request request) {
    Request call = request.below(prefix());
    Optional<PlannedFault> fault =
        faults.takeForCall(provider.name(), call.method() + " " + call.path());
    Reply reply =
        switch (fault.map(PlannedFault::effect).orElse(null)) {
          case FAIL ->
              Reply.refused(fault.orElseThrow().status(), "A fault was planned for this call.");
          case DELAY -> answerLate(call, fault.orElseThrow().millis());
          case DROP_REPLY, DUPLICATE_EVENT, REORDER_EVENTS, WITHHOLD_EVENTS -> ask(call);
          case null -> ask(call);
        };
    note(call, reply, fault);
    return fault
        .filter(one -> one.effect() == Effect.DROP_REPLY)
        .<Reply>map(_ -> new Reply.Dropped())
        .orElse(reply);
  }

  private Reply ask(Request call) {
    try {
      return provider.answer(call);
    } catch (Refused refused) {
      return Reply.refused(refused.status(), String.valueOf(refused.getMessage()));
    }
  }

  private Reply answerLate(Request call, int millis) {
    try {
      Thread.sleep(millis);
      return ask(call);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the sandbox is stopping
      return new Reply.Dropped();
    }
  }

  private void note(Request call, Reply reply, Optional<PlannedFault> fault) {
    int status = reply instanceof Reply.Answer answer ? answer.status() : 0;
    String key = call.header("idempotency-key").orElse(null);
    log.add(
        new CallLog.Call(
            provider.name(),
            clock.instant(),
            call.method(),
            call.path(),
            key,
            status,
            fault.map(PlannedFault::effect).orElse(null)));
  }
}
