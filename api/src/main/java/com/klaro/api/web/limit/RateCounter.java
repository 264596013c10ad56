package com.klaro.api.web.limit;

import java.time.Duration;

/// Where a limit counts: in memory ([MemoryCounter]), or in Postgres where processes must share it.
public interface RateCounter {

  /// @throws com.klaro.store.database.DatabaseUnavailable when a shared counter is away
  Count take(String key);

  /// @param remaining what is left now
  /// @param untilNext until the next one is allowed; zero when this one is
  record Count(boolean allowed, long remaining, Duration untilNext) {}
}
