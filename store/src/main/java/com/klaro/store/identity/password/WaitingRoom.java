package com.klaro.store.identity.password;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Who waits, in turns over whom they come from: one of each, then the next of each. Alone,
/// somebody may fill it; whoever has much less there than another takes that one's last place.
///
/// Knows nothing of threads: [PasswordTurns] asks it under its lock.
final class WaitingRoom<W> {

  private final int places;
  private final SequencedMap<String, Deque<W>> waiting = new LinkedHashMap<>();
  private int taken;

  WaitingRoom(int places) {
    this.places = places;
  }

  sealed interface Entry<W> {
    record In<W>() implements Entry<W> {}

    /// @param displaced who waits no longer
    record InPlaceOf<W>(W displaced) implements Entry<W> {}

    record Full<W>() implements Entry<W> {}
  }

  Entry<W> enter(String from, W waiter) {
    if (taken < places) {
      add(from, waiter);
      return new Entry.In<>();
    }
    return lastOfTheLongest(from)
        .<Entry<W>>map(displaced -> {
          add(from, waiter);
          return new Entry.InPlaceOf<>(displaced);
        })
        .orElseGet(Entry.Full::new);
  }

  private void add(String from, W waiter) {
    waiting.computeIfAbsent(from, _ -> new ArrayDeque<>()).addLast(waiter);
    taken++;
  }

  /// Where the two would only change sides, the one who was there first stays.
  private Optional<W> lastOfTheLongest(String from) {
    int own = waiting.getOrDefault(from, new ArrayDeque<>()).size();
    return waiting.entrySet().stream()
        .max(Comparator.comparingInt(it -> it.getValue().size()))
        .filter(it -> it.getValue().size() > own + 1)
        .map(it -> {
          taken--;
          return it.getValue().removeLast();
        });
  }

  /// Whose turn it is. Whoever else waits from there goes behind all others.
  Optional<W> next() {
    Map.Entry<String, Deque<W>> first = waiting.pollFirstEntry();
    if (first == null) {
      return Optional.empty();
    }
    W next = first.getValue().removeFirst();
    taken--;
    if (!first.getValue().isEmpty()) {
      waiting.putLast(first.getKey(), first.getValue());
    }
    return Optional.of(next);
  }

  /// @return whether it still waited
  boolean leave(String from, W waiter) {
    Deque<W> others = waiting.getOrDefault(from, new ArrayDeque<>());
    if (!others.remove(waiter)) {
      return false;
    }
    taken--;
    if (others.isEmpty()) {
      waiting.remove(from);
    }
    return true;
  }

  int taken() {
    return taken;
  }
}
