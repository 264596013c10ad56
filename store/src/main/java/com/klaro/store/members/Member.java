package com.klaro.store.members;

import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Instant;

/// A member as the other members see them.
public record Member(AccountId accountId, String email, String fullName, Role role, Instant since) {

  @Override
  public String toString() {
    return "Member[" + accountId + "]";
  }
}
