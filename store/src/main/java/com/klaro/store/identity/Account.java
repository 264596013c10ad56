package com.klaro.store.identity;

import com.klaro.workflows.tenancy.AccountId;

/// An account with its personal fields in clear, for its owner and for mail.
public record Account(AccountId id, String email, String fullName) {

  @Override
  public String toString() {
    return "Account[" + id + "]";
  }
}
