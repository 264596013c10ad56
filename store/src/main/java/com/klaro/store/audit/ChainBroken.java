package com.klaro.store.audit;

/// The head of a chain was changed behind our back: nothing is appended until an operator has
/// looked (`klaro audit verify`).
public final class ChainBroken extends RuntimeException {

  ChainBroken(String chain, long seq) {
    super("The audit head of " + chain + " at " + seq + " does not hold: run `klaro audit verify`");
  }
}
