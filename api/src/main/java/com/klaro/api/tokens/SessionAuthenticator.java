package com.klaro.api.tokens;

import com.klaro.workflows.tenancy.Actor;
import io.dropwizard.auth.Authenticator;
import java.util.Optional;
import java.util.function.Function;

/// From a bearer token to a principal; empty for every token that does not hold, whatever is wrong
/// with it.
public final class SessionAuthenticator implements Authenticator<String, SessionPrincipal> {

  private final AccessTokens tokens;
  private final Function<String, Optional<Actor.Member>> others;

  /// @param others asked about a token that is none of ours
  public SessionAuthenticator(
      AccessTokens tokens, Function<String, Optional<Actor.Member>> others) {
    this.tokens = tokens;
    this.others = others;
  }

  @Override
  public Optional<SessionPrincipal> authenticate(String token) {
    return tokens
        .verify(token)
        .map(it -> new Actor.Member(it.accountId(), it.sessionId()))
        .or(() -> others.apply(token))
        .map(SessionPrincipal::new);
  }
}
