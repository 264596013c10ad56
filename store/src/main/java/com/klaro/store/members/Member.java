package com.klaro.store.members;

import com.klaro.store.tenancy.Role;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Instant;
import java.util.Optional;

/// A member as the other members see them.
///
/// @param secondFactor whether they have one; only for whoever may ask it of them
public record Member(
    AccountId accountId,
    String email,
    String fullName,
    Role role,
    Instant since,
    Optional<Boolean> secondFactor) {

  @Override
  public String toString() {
    return "Member[" + accountId + "]";
  }
}
