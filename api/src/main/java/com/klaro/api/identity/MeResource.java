package com.klaro.api.identity;

import com.klaro.api.sessions.SessionPrincipal;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.store.identity.Account;
import com.klaro.store.identity.AccountReader;
import com.klaro.store.workspaces.WorkspaceReader;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;

/// Who am I, and where do I belong?
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {

  public record Me(
      SessionAnswer.AccountAnswer account,
      List<SessionAnswer.WorkspaceAnswer> workspaces,
      UUID sessionId) {}

  private final AccountReader accounts;
  private final WorkspaceReader workspaces;

  public MeResource(AccountReader accounts, WorkspaceReader workspaces) {
    this.accounts = accounts;
    this.workspaces = workspaces;
  }

  @GET
  @Access(Access.Class.SESSION)
  @Answers(summary = "The signed-in account")
  public Me me(@Auth SessionPrincipal principal) {
    Account account =
        accounts
            .signedIn(principal.actor())
            .orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
    return new Me(
        SessionAnswers.account(account),
        SessionAnswers.workspaces(workspaces.of(account.id())),
        principal.actor().sessionId().value());
  }
}
