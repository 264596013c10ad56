package com.klaro.api.tokens;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import io.dropwizard.auth.AuthenticationException;
import io.dropwizard.auth.Authenticator;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes a token from `Authorization: Bearer` (RFC 6750 §2.1) and from nowhere else; Dropwizard's
/// own filter would also take it from the query, and so from logs and histories.
public final class SessionFilter implements ContainerRequestFilter {

  private static final Pattern BEARER =
      Pattern.compile("Bearer +([A-Za-z0-9._~+/=-]{1,8192})", Pattern.CASE_INSENSITIVE);

  private final Authenticator<String, SessionPrincipal> authenticator;

  public SessionFilter(Authenticator<String, SessionPrincipal> authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Proven.put(request, caller(request));
  }

  /// @throws Problem `unauthenticated`
  public SessionPrincipal caller(ContainerRequestContext request) {
    return token(request)
        .flatMap(this::authenticate)
        .orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
  }

  private Optional<SessionPrincipal> authenticate(String token) {
    try {
      return authenticator.authenticate(token);
    } catch (AuthenticationException away) {
      throw new IllegalStateException("The authenticator could not decide", away);
    }
  }

  /// Two headers, or one that is no bearer token, are none.
  private static Optional<String> token(ContainerRequestContext request) {
    @Nullable List<String> sent = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (sent == null || sent.size() != 1) {
      return Optional.empty();
    }
    Matcher bearer = BEARER.matcher(sent.getFirst());
    return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
  }
}
