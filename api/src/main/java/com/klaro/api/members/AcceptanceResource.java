package com.klaro.api.members;

import com.klaro.api.tenancy.WorkspaceEntrance;
import com.klaro.api.tokens.SessionPrincipal;
import com.klaro.api.web.body.Body;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.store.members.InvitationIntake;
import com.klaro.store.members.InvitationToken;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.store.workspaces.WorkspaceReader;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/// From an invitation to a membership. The link is not enough: whoever has it must be signed in to
/// the account of the invited address.
@Path("/v1/invitations")
@Produces(MediaType.APPLICATION_JSON)
public final class AcceptanceResource {

  public record AcceptRequest(
      @Described(
              as = "From the mailed link.",
              example = "kli_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
          String token) {}

  public record JoinedAnswer(
      UUID id,
      @Described(example = "Rao Textiles") String name,
      @Described(
              as = "Of the caller.",
              oneOf = {"viewer", "agent", "admin", "owner"},
              example = "agent")
          String role,
      @Described(as = "Whoever has no second factor is kept out until they set one.")
          boolean secondFactorRequired) {}

  private final WorkspaceEntrance entrance;
  private final InvitationIntake intake;
  private final WorkspaceReader workspaces;

  AcceptanceResource(
      WorkspaceEntrance entrance, InvitationIntake intake, WorkspaceReader workspaces) {
    this.entrance = entrance;
    this.intake = intake;
    this.workspaces = workspaces;
  }

  @POST
  @Path("/accept")
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "Join a workspace with the mailed token",
      note =
          "By a session of the account with the invited address. 400 `invalid-token` is also for"
              + " every other account, which does not use the link up; neither does 409.",
      body = JoinedAnswer.class,
      problems = {ProblemType.INVALID_TOKEN, ProblemType.TOO_MANY_WORKSPACES},
      idempotencyNote = "the token works once")
  public JoinedAnswer accept(@Auth SessionPrincipal principal, Body<AcceptRequest> body) {
    entrance.requireSignedIn(principal);
    InvitationToken token =
        InvitationToken.parse(body.read().token())
            .orElseThrow(() -> Problem.of(ProblemType.INVALID_TOKEN));
    return entrance.invited(
        principal, token.workspaceId(), token.hash(), scope -> joined(scope, principal, token));
  }

  private JoinedAnswer joined(
      WorkspaceScope scope, SessionPrincipal principal, InvitationToken token) {
    Role role =
        intake
            .accept(scope, principal.actor(), token)
            .orElseThrow(() -> Problem.of(ProblemType.INVALID_TOKEN));
    return new JoinedAnswer(
        scope.workspaceId().value(),
        workspaces.get(scope).name(),
        role.word(),
        workspaces.secondFactorRequired(scope));
  }
}
