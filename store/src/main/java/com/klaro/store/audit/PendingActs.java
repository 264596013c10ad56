package com.klaro.store.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// What one transaction will append, by chain in the order of their names: two transactions that
/// append to the same chains lock them in the same order.
final class PendingActs {

  private record Waiting(Chain chain, List<Act> acts) {}

  private final Map<String, Waiting> chains = new TreeMap<>();
  private boolean written;

  void add(Chain chain, Act act) {
    if (written) {
      throw new IllegalStateException(
          "The chains of this transaction are written; an act came too late");
    }
    chains
        .computeIfAbsent(chain.name(), _ -> new Waiting(chain, new ArrayList<>()))
        .acts()
        .add(act);
  }

  int chains() {
    return chains.size();
  }

  void writeEach(BiConsumer<Chain, List<Act>> writer) {
    written = true;
    chains.values().forEach(waiting -> writer.accept(waiting.chain(), waiting.acts()));
  }
}
