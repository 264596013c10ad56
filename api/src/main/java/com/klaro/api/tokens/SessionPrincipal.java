package com.klaro.api.tokens;

import com.klaro.workflows.tenancy.Actor;
import java.security.Principal;

/// A caller whose token held. Only that: the session may have ended since the token was made.
public record SessionPrincipal(Actor.Member actor) implements Principal {

  @Override
  public String getName() {
    return actor.accountId().toString();
  }
}
