package com.klaro.store.outbox;

import com.klaro.store.database.Transaction;
import com.klaro.store.tenancy.NotTenantBound;

/// Adds messages to the outbox in the caller's transaction; after the commit the process tries at once, and whatever is
/// left is sent by the dispatcher.
@NotTenantBound("carries ids of any feature; its rows have no workspace")
@SuppressWarnings("DoNotCallSuggester")
public final class Outbox {

  /// @param transaction of any role; the row becomes visible with the caller's own rows, or not at all
  public void add(Transaction transaction, OutboxEntry entry) {
    throw new UnsupportedOperationException("" + entry);
  }
}
