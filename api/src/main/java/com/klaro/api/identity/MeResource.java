package com.klaro.api.identity;

import com.klaro.api.tokens.SessionPrincipal;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.store.identity.PresenceIntake;
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

  private final PresenceIntake presence;

  public MeResource(PresenceIntake presence) {
    this.presence = presence;
  }

  @GET
  @Access(Access.Class.SESSION)
  @Answers(summary = "The signed-in account")
  public Me me(@Auth SessionPrincipal principal) {
    PresenceIntake.Present present =
        presence.of(principal.actor()).orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
    return new Me(
        SessionAnswers.account(present.account()),
        SessionAnswers.workspaces(present.workspaces()),
        principal.actor().sessionId().value());
  }
}
