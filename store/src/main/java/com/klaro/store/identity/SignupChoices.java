package com.klaro.store.identity;

import com.klaro.store.identity.password.ContextWords;
import com.klaro.store.workspaces.Country;
import com.klaro.store.workspaces.WorkspaceName;
import java.util.Optional;

/// What the holder of a sign-up link says. It stands over what the request said, which a stranger
/// may have made with the holder's address.
///
/// @param workspaceName empty for that of the request
/// @param country empty for that of the request
public record SignupChoices(
    FullName fullName, Optional<WorkspaceName> workspaceName, Optional<Country> country) {

  /// Of a workspace as it was asked for.
  public static SignupChoices of(FullName fullName) {
    return new SignupChoices(fullName, Optional.empty(), Optional.empty());
  }

  /// @param words what else a password must not be made of
  public ContextWords and(ContextWords words) {
    ContextWords named = words.with(fullName.text());
    return workspaceName.map(it -> named.with(it.text())).orElse(named);
  }

  @Override
  public String toString() {
    return "SignupChoices[…]";
  }
}
