package com.klaro.store.outbox;

import org.jdbi.v3.core.enums.DatabaseValue;

/// What Temporal is asked for.
public enum OutboxKind {
  @DatabaseValue("start")
  START,

  @DatabaseValue("signal")
  SIGNAL,

  @DatabaseValue("signal-with-start")
  SIGNAL_WITH_START
}
