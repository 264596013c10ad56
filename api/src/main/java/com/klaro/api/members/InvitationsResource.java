package com.klaro.api.members;

import com.klaro.api.tenancy.RoleNeeded;
import com.klaro.api.tenancy.WorkspaceCaller;
import com.klaro.api.tenancy.WorkspaceEntrance;
import com.klaro.api.web.body.Body;
import com.klaro.api.web.body.Checks;
import com.klaro.api.web.idempotency.IdempotencyKeys;
import com.klaro.api.web.idempotency.IdempotencyOwner;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.limit.TooMany;
import com.klaro.api.web.paging.Cursor;
import com.klaro.api.web.paging.Page;
import com.klaro.api.web.paging.PageRequest;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.api.web.route.Quota;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.members.Invitation;
import com.klaro.store.members.InvitationIntake;
import com.klaro.store.members.InvitationLimits;
import com.klaro.store.members.InvitationReader;
import com.klaro.store.members.InviteOutcome;
import com.klaro.store.tenancy.Role;
import com.klaro.workflows.members.InvitationId;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who is asked to join a workspace.
@Path("/v1/workspaces/{workspaceId}/invitations")
@Produces(MediaType.APPLICATION_JSON)
public final class InvitationsResource {

  public record InviteRequest(
      @Described(
              as = "Where the link goes; only its owner can accept.",
              example = "ravi@example.com",
              min = 3,
              max = EmailAddress.LONGEST,
              format = "email")
          String email,
      @Described(
              oneOf = {"viewer", "agent", "admin", "owner"},
              example = "agent")
          String role) {}

  public record InvitationAnswer(
      UUID id,
      @Described(example = "ravi@example.com") String email,
      @Described(
              oneOf = {"viewer", "agent", "admin", "owner"},
              example = "agent")
          String role,
      @Described(as = "The account of who invites.") UUID invitedBy,
      Instant createdAt,
      Instant expiresAt) {
    static InvitationAnswer of(Invitation invitation) {
      return new InvitationAnswer(
          invitation.id().value(),
          invitation.email(),
          invitation.role().word(),
          invitation.invitedBy().value(),
          invitation.createdAt(),
          invitation.expiresAt());
    }
  }

  private final WorkspaceEntrance entrance;
  private final InvitationReader invitations;
  private final InvitationIntake intake;
  private final InvitationLimits limits;
  private final Cursor cursor;
  private final IdempotencyKeys idempotency;

  InvitationsResource(
      WorkspaceEntrance entrance,
      InvitationReader invitations,
      InvitationIntake intake,
      InvitationLimits limits,
      Cursor cursor,
      IdempotencyKeys idempotency) {
    this.entrance = entrance;
    this.invitations = invitations;
    this.intake = intake;
    this.limits = limits;
    this.cursor = cursor;
    this.idempotency = idempotency;
  }

  @GET
  @Access(value = Access.Class.WORKSPACE, role = Role.ADMIN)
  @Answers(summary = "Open invitations", items = InvitationAnswer.class)
  public Page<InvitationAnswer> list(
      @Auth WorkspaceCaller caller,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String place) {
    return entrance.enter(
        caller,
        scope -> {
          String list = "invitations/" + scope.workspaceId();
          PageRequest asked = cursor.request(list, limit, place);
          String after = asked.after();
          var rows =
              invitations.page(scope, after == null ? null : UUID.fromString(after), asked.fetch());
          return cursor.page(list, asked, rows, Invitation::id, InvitationAnswer::of);
        });
  }

  @POST
  @Access(value = Access.Class.WORKSPACE, role = Role.ADMIN)
  @Answers(
      summary = "Invite somebody by mail; a newer invitation voids the older",
      limits = Quota.INVITATIONS,
      note =
          "Owners are invited by owners only, and so is whoever an open invitation makes an owner,"
              + " else 403 `forbidden`; the former with a recent authentication. 409 `conflict` is"
              + " also for the address of a member.",
      status = 201,
      body = InvitationAnswer.class,
      problems = {ProblemType.CONFLICT, ProblemType.RECENT_AUTHENTICATION_REQUIRED},
      idempotent = true)
  public Response invite(
      @Auth WorkspaceCaller caller,
      Body<InviteRequest> body,
      @Context ContainerRequestContext context) {
    return idempotency.run(
        context,
        IdempotencyOwner.of(caller.actor().accountId()),
        body,
        () -> entrance.ask(caller),
        operation ->
            Response.status(Response.Status.CREATED)
                .entity(invite(caller, new InvitationId(operation), body))
                .build());
  }

  private InvitationAnswer invite(
      WorkspaceCaller caller, InvitationId id, Body<InviteRequest> body) {
    // The gate first, then the body, then whether it may be, then the limit, which is counted
    // outside of every workspace.
    entrance.ask(caller);
    InviteRequest request = body.read();
    var checks = new Checks();
    var email = checks.field("email", () -> new EmailAddress(request.email()));
    var role = checks.field("role", () -> Role.of(request.role()));
    checks.pass();
    entrance
        .enter(caller, scope -> intake.refusal(scope, email.get(), role.get()))
        .ifPresent(InvitationsResource::answer);
    TooMany.pass(limits.take(caller.workspaceId(), caller.actor().accountId(), email.get()));
    return entrance.enterInTurn(
        caller, scope -> answer(intake.invite(scope, caller.actor(), id, email.get(), role.get())));
  }

  private static InvitationAnswer answer(InviteOutcome outcome) {
    return switch (outcome) {
      case InviteOutcome.Invited(var invitation) -> InvitationAnswer.of(invitation);
      case InviteOutcome.AlreadyMember() ->
          throw Problem.of(ProblemType.CONFLICT)
              .withDetail("Whoever has this address is a member already.");
      case InviteOutcome.Forbidden(Role need) -> throw RoleNeeded.of(need);
      case InviteOutcome.NeedsRecentAuthentication() ->
          throw Problem.of(ProblemType.RECENT_AUTHENTICATION_REQUIRED);
    };
  }

  @DELETE
  @Path("/{invitationId}")
  @Access(value = Access.Class.WORKSPACE, role = Role.ADMIN)
  @Answers(
      summary = "Withdraw an invitation; its link works no more",
      note =
          "One that makes an owner is withdrawn by owners only, else 403 `forbidden`. 404 is also"
              + " for one that was accepted, withdrawn, replaced or has expired.",
      status = 204,
      problems = ProblemType.NOT_FOUND,
      idempotent = true)
  public Response withdraw(
      @Auth WorkspaceCaller caller,
      @PathParam("invitationId") InvitationId invitationId,
      @Context ContainerRequestContext context) {
    return idempotency.run(
        context,
        IdempotencyOwner.of(caller.actor().accountId()),
        () -> entrance.ask(caller),
        () -> withdraw(caller, invitationId));
  }

  private Response withdraw(WorkspaceCaller caller, InvitationId invitationId) {
    return entrance.enterInTurn(
        caller,
        scope -> {
          MemberRefusal.pass(intake.withdraw(scope, invitationId), scope.workspaceId());
          return Response.noContent().build();
        });
  }
}
