package com.klaro.store.broken;

import com.klaro.store.database.Transaction;
import java.util.List;

public final class UnnamedDoorInATransaction {

  public List<String> all(Transaction transaction) {
    return List.of(transaction.handle().toString());
  }
}
