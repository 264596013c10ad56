package com.klaro.store.secrets;

import com.klaro.store.database.Transaction;
import com.klaro.store.tenancy.NotTenantBound;
import java.util.Map;

/// Where acts on secrets are recorded: the platform's audit chain, in the name of whoever is at the
/// desk. An interface because the chain's own keys are secrets, so audit stands above this package.
@FunctionalInterface
@NotTenantBound("secrets belong to the company")
public interface SecretActs {

  /// @param transaction the act's own, so that no act is without its record
  void record(Transaction transaction, String action, String subject, Map<String, String> data);
}
