package com.klaro.api.members;

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
import com.klaro.api.web.route.Topic;
import com.klaro.store.members.Member;
import com.klaro.store.members.MemberIntake;
import com.klaro.store.members.MemberReader;
import com.klaro.store.members.RoleLimits;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.AccountId;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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

/// The people of a workspace.
@Path("/v1/workspaces/{workspaceId}/members")
@Produces(MediaType.APPLICATION_JSON)
@Topic("Who belongs to a workspace, and invitations to it.")
public final class MembersResource {

  public record MemberAnswer(
      UUID accountId,
      @Described(example = "asha@example.com") String email,
      @Described(example = "Asha Rao") String fullName,
      @Described(
              oneOf = {"viewer", "agent", "admin", "owner"},
              example = "admin")
          String role,
      Instant since,
      @Described(as = "Whether they have one; for an `admin` or `owner` only, else null.")
          @Nullable Boolean secondFactor) {
    static MemberAnswer of(Member member) {
      return new MemberAnswer(
          member.accountId().value(),
          member.email(),
          member.fullName(),
          member.role().word(),
          member.since(),
          member.secondFactor().orElse(null));
    }

    private MemberAnswer as(Role given) {
      return new MemberAnswer(accountId, email, fullName, given.word(), since, secondFactor);
    }
  }

  public record RoleRequest(
      @Described(
              oneOf = {"viewer", "agent", "admin", "owner"},
              example = "agent")
          String role) {}

  private final WorkspaceEntrance entrance;
  private final MemberReader members;
  private final MemberIntake intake;
  private final RoleLimits limits;
  private final Cursor cursor;
  private final IdempotencyKeys idempotency;

  public MembersResource(
      WorkspaceEntrance entrance,
      MemberReader members,
      MemberIntake intake,
      RoleLimits limits,
      Cursor cursor,
      IdempotencyKeys idempotency) {
    this.entrance = entrance;
    this.members = members;
    this.intake = intake;
    this.limits = limits;
    this.cursor = cursor;
    this.idempotency = idempotency;
  }

  @GET
  @Access(value = Access.Class.WORKSPACE, role = Role.VIEWER)
  @Answers(summary = "Members of a workspace", items = MemberAnswer.class)
  public Page<MemberAnswer> list(
      @Auth WorkspaceCaller caller,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String place) {
    return entrance.enter(
        caller,
        scope -> {
          String list = "members/" + scope.workspaceId();
          PageRequest asked = cursor.request(list, limit, place);
          String after = asked.after();
          var rows =
              members.page(scope, after == null ? null : UUID.fromString(after), asked.fetch());
          return cursor.page(list, asked, rows, Member::accountId, MemberAnswer::of);
        });
  }

  @PATCH
  @Path("/{accountId}")
  @Access(value = Access.Class.WORKSPACE, role = Role.ADMIN)
  @Answers(
      summary = "Give a member another role; owners are made and unmade by owners",
      limits = Quota.ROLES,
      note =
          "An owner is made and unmade by owners only, else 403 `forbidden`, and with a recent"
              + " authentication; never the last one, 409 `last-owner`. 404 is also for an account"
              + " that is no member. Whoever gets another role from somebody else is told by mail.",
      body = MemberAnswer.class,
      problems = {
        ProblemType.NOT_FOUND,
        ProblemType.LAST_OWNER,
        ProblemType.RECENT_AUTHENTICATION_REQUIRED
      },
      idempotent = true)
  public Response change(
      @Auth WorkspaceCaller caller,
      @PathParam("accountId") AccountId accountId,
      Body<RoleRequest> body,
      @Context ContainerRequestContext context) {
    Response done =
        idempotency.run(
            context,
            IdempotencyOwner.of(caller.actor().accountId()),
            body,
            () -> entrance.ask(caller),
            _ -> change(caller, accountId, body));
    // What is answered is not kept: name and address are in it, and must go with the account. The
    // lowest role reads it, for it may be one's own that changed.
    var reader = new WorkspaceCaller(caller.actor(), caller.workspaceId(), Role.VIEWER);
    return Response.fromResponse(done)
        .status(Response.Status.OK)
        .entity(entrance.enter(reader, scope -> member(scope, accountId)).as(role(body)))
        .build();
  }

  private Response change(WorkspaceCaller caller, AccountId accountId, Body<RoleRequest> body) {
    // The gate first, then the body, then whether somebody is mailed for it, then the limit, which
    // is counted outside of every workspace.
    entrance.ask(caller);
    Role role = role(body);
    if (entrance.enter(caller, scope -> intake.wouldTell(scope, accountId, role))) {
      TooMany.pass(limits.take(caller.actor().accountId(), accountId));
    }
    return entrance.enterInTurn(
        caller,
        scope -> {
          MemberRefusal.pass(intake.change(scope, accountId, role), scope.workspaceId());
          return Response.noContent().build();
        });
  }

  private static Role role(Body<RoleRequest> body) {
    RoleRequest request = body.read();
    return Checks.only("role", () -> Role.of(request.role()));
  }

  private MemberAnswer member(WorkspaceScope scope, AccountId accountId) {
    return members
        .one(scope, accountId)
        .map(MemberAnswer::of)
        .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
  }

  /// Whoever is in may leave, so the route's role is the lowest; whom else one may remove is
  /// decided by the intake.
  @DELETE
  @Path("/{accountId}")
  @Access(value = Access.Class.WORKSPACE, role = Role.VIEWER)
  @Answers(
      summary = "Remove a member, or leave",
      note =
          "One's own id leaves, which every role may. Others are removed by an `admin` or `owner`,"
              + " and owners by an `owner`, else 403 `forbidden`. An owner goes with a recent"
              + " authentication only, and the last one never: 409 `last-owner`. 404 is also for an"
              + " account that is no member. Whoever is removed by somebody else is told by mail.",
      status = 204,
      problems = {
        ProblemType.NOT_FOUND,
        ProblemType.FORBIDDEN,
        ProblemType.LAST_OWNER,
        ProblemType.RECENT_AUTHENTICATION_REQUIRED
      },
      idempotent = true)
  public Response remove(
      @Auth WorkspaceCaller caller,
      @PathParam("accountId") AccountId accountId,
      @Context ContainerRequestContext context) {
    return idempotency.run(
        context,
        IdempotencyOwner.of(caller.actor().accountId()),
        () -> entrance.ask(caller),
        () -> remove(caller, accountId));
  }

  private Response remove(WorkspaceCaller caller, AccountId accountId) {
    return entrance.enterInTurn(
        caller,
        scope -> {
          MemberRefusal.pass(intake.remove(scope, accountId), scope.workspaceId());
          return Response.noContent().build();
        });
  }
}
