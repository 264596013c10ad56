package com.klaro.store.database;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/// Where new row ids come from: UUIDv7, ordered by time, never a secret. Tests pass their own.
public interface Ids {

  UUID next();

  static Ids timeOrdered() {
    return UuidCreator::getTimeOrderedEpoch;
  }
}
