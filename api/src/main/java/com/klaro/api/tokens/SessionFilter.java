package com.klaro.api.tokens;

import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.store.telemetry.LogFields;
import io.dropwizard.auth.AuthenticationException;
import io.dropwizard.auth.Authenticator;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes a token from `Authorization: Bearer` (RFC 6750 §2.1), and where there is no such header
/// from the cookies of a front end; Dropwizard's own filter would also take it from the query, and
/// so from logs and histories.
public final class SessionFilter implements ContainerRequestFilter {

  private static final Pattern BEARER =
      Pattern.compile("Bearer +([A-Za-z0-9._~+/=-]{1,8192})", Pattern.CASE_INSENSITIVE);

  private final Authenticator<String, SessionPrincipal> authenticator;
  private final Function<ContainerRequestContext, Optional<SessionPrincipal>> cookies;

  public SessionFilter(
      Authenticator<String, SessionPrincipal> authenticator,
      Function<ContainerRequestContext, Optional<SessionPrincipal>> cookies) {
    this.authenticator = authenticator;
    this.cookies = cookies;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    CallerContext.put(request, caller(request));
  }

  /// @throws Problem `unauthenticated`
  public SessionPrincipal caller(ContainerRequestContext request) {
    @Nullable List<String> sent = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    SessionPrincipal caller =
        (sent == null ? cookies.apply(request) : token(sent).flatMap(this::authenticate))
            .orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
    LogFields.ACCOUNT_ID.found(caller.actor().accountId().toString());
    return caller;
  }

  private Optional<SessionPrincipal> authenticate(String token) {
    try {
      return authenticator.authenticate(token);
    } catch (AuthenticationException away) {
      throw new IllegalStateException("The authenticator could not decide", away);
    }
  }

  /// Two headers, or one that is no bearer token, are none.
  private static Optional<String> token(List<String> sent) {
    if (sent.size() != 1) {
      return Optional.empty();
    }
    Matcher bearer = BEARER.matcher(sent.getFirst());
    return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
  }
}
