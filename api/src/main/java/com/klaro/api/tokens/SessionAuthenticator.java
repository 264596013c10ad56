package com.klaro.api.tokens;

import com.klaro.workflows.tenancy.Actor;
import io.dropwizard.auth.Authenticator;
import java.util.Optional;

/// From a bearer token to a principal; empty for every token that does not hold, whatever is wrong
/// with it.
public final class SessionAuthenticator implements Authenticator<String, SessionPrincipal> {

  private final AccessTokens tokens;

  public SessionAuthenticator(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Optional<SessionPrincipal> authenticate(String token) {
    return tokens
        .verify(token)
        .map(it -> new SessionPrincipal(new Actor.Member(it.accountId(), it.sessionId())));
  }
}
