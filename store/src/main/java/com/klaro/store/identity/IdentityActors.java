package com.klaro.store.identity;

import com.klaro.workflows.tenancy.Actor;

/// Who did it, in the trail of an account, where a person has no session to be named by: not yet,
/// or because they came by a mailed link. The gate's list of automations has none of them: they
/// enter no workspace, and the gate admits none that it does not list.
final class IdentityActors {

  static final Actor SIGN_IN = new Actor.Automation("sign-in");
  static final Actor PASSWORD_RESET = new Actor.Automation("password-reset");
  static final Actor EMAIL_CHANGE = new Actor.Automation("email-change");

  private IdentityActors() {}
}
