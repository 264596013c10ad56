package com.klaro.store.temporal;

import java.util.Set;

/// What became of one call to Temporal.
public sealed interface Delivery {

  /// Temporal has it.
  record Reached() implements Delivery {}

  /// A workflow runs, or ran, under this id: what was asked for has been done before.
  record AlreadyThere() implements Delivery {}

  /// Nothing runs under this id.
  record NotRunning() implements Delivery {}

  /// Temporal did not take it; it may be asked again.
  ///
  /// @param reason one word, as in `unavailable`; never data
  record Unreachable(String reason) implements Delivery {

    static final String OUT_OF_TIME = "deadline-exceeded";

    /// The reasons that speak of Temporal and not of what was asked: gRPC's words for no server and
    /// for a silent one.
    public static final Set<String> AWAY = Set.of("unavailable", OUT_OF_TIME);
  }
}
