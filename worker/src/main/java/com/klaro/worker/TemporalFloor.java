package com.klaro.worker;

import java.util.Optional;

/// The oldest Temporal that a worker works with.
public interface TemporalFloor {

  /// For where any will do.
  TemporalFloor ANY = _ -> Optional.empty();

  /// @param version what the server says it is, perhaps nothing
  /// @return what is there and what is needed, in one line, when it is below
  Optional<String> refusal(String version);
}
