package com.klaro.store.identity;

import com.klaro.store.identity.password.ContextWords;
import com.klaro.store.workspaces.Workspace;
import com.klaro.workflows.tenancy.AccountId;
import java.util.List;

/// An account with its personal fields in clear, for its owner and for mail.
public record Account(AccountId id, String email, String fullName) {

  /// What its password must not be made of.
  ContextWords words(List<Workspace> workspaces) {
    return ContextWords.of(email, workspaces.stream().map(Workspace::name).toList()).with(fullName);
  }

  @Override
  public String toString() {
    return "Account[" + id + "]";
  }
}
