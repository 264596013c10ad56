package com.klaro.sandbox.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The faults that were planned and not yet used up.
public final class Faults {
  private final List<PlannedFault> planned = new ArrayList<>();

  public synchronized void plan(PlannedFault fault) {
    planned.add(fault);
  }

  public synchronized void clear() {
    planned.clear();
  }

  /// Uses up one time of the first fault for this call, `METHOD /path`.
  public Optional<PlannedFault> takeForCall(String provider, String call) {
    return take(fault -> fault.effect().isForCalls() && fault.hits(provider, call));
  }

  /// Uses up one time of the first fault for an event of this type.
  public Optional<PlannedFault> takeForEvent(String provider, String type) {
    return take(fault -> !fault.effect().isForCalls() && fault.hits(provider, type));
  }

  private synchronized Optional<PlannedFault> take(Predicate<PlannedFault> wanted) {
    for (int i = 0; i < planned.size(); i++) {
      PlannedFault fault = planned.get(i);
      if (wanted.test(fault)) {
        if (fault.times() > 1) {
          planned.set(i, fault.used());
        } else {
          planned.remove(i);
        }
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }
}
