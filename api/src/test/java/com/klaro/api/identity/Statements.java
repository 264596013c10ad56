package com.klaro.api.identity;

import com.klaro.api.web.request.RequestId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Counts what threads that answer a request execute in Postgres, as the driver says it; what the
/// outbox and the pools do meanwhile is nobody's request.
final class Statements implements AutoCloseable {

  private static final Logger DRIVER = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");

  private final AtomicLong count = new AtomicLong();
  private final Handler counting =
      new Handler() {
        @Override
        public void publish(LogRecord said) {
          if (RequestId.CURRENT.isBound() && said.getMessage().startsWith(" FE=> Execute")) {
            count.incrementAndGet();
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  Statements() {
    DRIVER.setUseParentHandlers(false);
    DRIVER.addHandler(counting);
    DRIVER.setLevel(Level.FINEST);
  }

  long count() {
    return count.get();
  }

  @Override
  public void close() {
    DRIVER.setLevel(null);
    DRIVER.removeHandler(counting);
    DRIVER.setUseParentHandlers(true);
  }
}
