package com.klaro.api.workspaces;

import com.klaro.api.tenancy.WorkspaceCaller;
import com.klaro.api.tenancy.WorkspaceEntrance;
import com.klaro.api.tokens.SessionPrincipal;
import com.klaro.api.web.body.Body;
import com.klaro.api.web.body.Checks;
import com.klaro.api.web.idempotency.IdempotencyKeys;
import com.klaro.api.web.idempotency.IdempotencyOwner;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.paging.Cursor;
import com.klaro.api.web.paging.Page;
import com.klaro.api.web.paging.PageRequest;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.api.web.route.Topic;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.store.workspaces.Country;
import com.klaro.store.workspaces.PolicyOutcome;
import com.klaro.store.workspaces.Workspace;
import com.klaro.store.workspaces.WorkspaceIntake;
import com.klaro.store.workspaces.WorkspaceName;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.tenancy.WorkspaceId;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The workspaces of the signed-in account.
@Path("/v1/workspaces")
@Produces(MediaType.APPLICATION_JSON)
@Topic(
    "Workspaces themselves. What lies under one is there for its members only; to others it is"
        + " 404.")
public final class WorkspacesResource {

  /// @param name 1 to 80 characters
  /// @param country ISO 3166-1 alpha-2; decides who bills, and stays
  public record CreateRequest(
      @Described(example = "Rao Textiles", min = 1, max = WorkspaceName.LONGEST) String name,
      @Described(as = "ISO 3166-1 alpha-2; it stays.", example = "IN", min = 2, max = 2)
          String country) {}

  public record ChangeRequest(
      @Described(example = "Rao Textiles", min = 1, max = WorkspaceName.LONGEST)
          @Nullable String name,
      @Described(as = "Keeps members without a second factor out.")
          @Nullable Boolean secondFactorRequired) {}

  public record WorkspaceAnswer(
      UUID id,
      @Described(example = "Rao Textiles") String name,
      @Described(example = "IN") String country,
      @Described(
              as = "Of the caller.",
              oneOf = {"viewer", "agent", "admin", "owner"},
              example = "owner")
          String role,
      Instant createdAt) {
    static WorkspaceAnswer of(Workspace workspace) {
      return new WorkspaceAnswer(
          workspace.id().value(),
          workspace.name(),
          workspace.country(),
          workspace.role().word(),
          workspace.createdAt());
    }
  }

  /// With what it asks of its members.
  public record OneWorkspaceAnswer(
      UUID id,
      @Described(example = "Rao Textiles") String name,
      @Described(example = "IN") String country,
      @Described(
              as = "Of the caller.",
              oneOf = {"viewer", "agent", "admin", "owner"},
              example = "owner")
          String role,
      Instant createdAt,
      boolean secondFactorRequired) {
    static OneWorkspaceAnswer of(Workspace workspace, boolean secondFactorRequired) {
      return new OneWorkspaceAnswer(
          workspace.id().value(),
          workspace.name(),
          workspace.country(),
          workspace.role().word(),
          workspace.createdAt(),
          secondFactorRequired);
    }
  }

  private final WorkspaceEntrance entrance;
  private final WorkspaceReader reader;
  private final WorkspaceIntake intake;
  private final Cursor cursor;
  private final IdempotencyKeys idempotency;

  public WorkspacesResource(
      WorkspaceEntrance entrance,
      WorkspaceReader reader,
      WorkspaceIntake intake,
      Cursor cursor,
      IdempotencyKeys idempotency) {
    this.entrance = entrance;
    this.reader = reader;
    this.intake = intake;
    this.cursor = cursor;
    this.idempotency = idempotency;
  }

  @GET
  @Access(Access.Class.SESSION)
  @Answers(summary = "My workspaces", items = WorkspaceAnswer.class)
  public Page<WorkspaceAnswer> list(
      @Auth SessionPrincipal principal,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String place) {
    List<Workspace> mine =
        entrance.signedIn(
            principal, transaction -> reader.of(transaction, principal.actor().accountId()));
    String list = "workspaces/" + principal.actor().accountId();
    PageRequest asked = cursor.request(list, limit, place);
    String after = asked.after();
    List<Workspace> rows =
        mine.stream()
            .filter(workspace -> after == null || workspace.id().toString().compareTo(after) > 0)
            .limit(asked.fetch())
            .toList();
    return cursor.page(list, asked, rows, Workspace::id, WorkspaceAnswer::of);
  }

  @POST
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "Make a workspace",
      note =
          "Whoever makes it is its `owner`. 403 and 404 are of a repeat by somebody who is kept out"
              + " by then, or has left.",
      status = 201,
      body = WorkspaceAnswer.class,
      // Of a repeat by somebody who has left it since, or is kept out.
      problems = {
        ProblemType.NOT_FOUND,
        ProblemType.SECOND_FACTOR_ENROLMENT_REQUIRED,
        ProblemType.TOO_MANY_WORKSPACES
      },
      idempotent = true)
  public Response create(
      @Auth SessionPrincipal principal,
      Body<CreateRequest> body,
      @Context ContainerRequestContext context) {
    return idempotency.run(
        context,
        IdempotencyOwner.of(principal.actor().accountId()),
        body,
        () -> entrance.requireSignedIn(principal),
        made -> entrance.ask(principal, new WorkspaceId(made)),
        operation -> create(principal, new WorkspaceId(operation), body));
  }

  private Response create(SessionPrincipal principal, WorkspaceId id, Body<CreateRequest> body) {
    return entrance.found(
        principal,
        id,
        scope -> {
          CreateRequest request = body.read();
          var checks = new Checks();
          var name = checks.field("name", () -> new WorkspaceName(request.name()));
          var country = checks.field("country", () -> new Country(request.country()));
          checks.pass();
          intake.create(scope, principal.actor(), name.get(), country.get());
          return Response.status(Response.Status.CREATED)
              .entity(WorkspaceAnswer.of(reader.get(scope)))
              .build();
        });
  }

  @GET
  @Path("/{workspaceId}")
  @Access(value = Access.Class.WORKSPACE, role = Role.VIEWER)
  @Answers(
      summary = "One workspace",
      note =
          "`secondFactorRequired` is here and not in lists. Whom it keeps out learns it from 403"
              + " `second-factor-enrolment-required`.")
  public OneWorkspaceAnswer get(@Auth WorkspaceCaller caller) {
    return entrance.enter(caller, this::answer);
  }

  private OneWorkspaceAnswer answer(WorkspaceScope scope) {
    return OneWorkspaceAnswer.of(reader.get(scope), reader.secondFactorRequired(scope));
  }

  @PATCH
  @Path("/{workspaceId}")
  @Access(value = Access.Class.WORKSPACE, role = Role.ADMIN)
  @Answers(
      summary = "Rename a workspace, or ask its members for a second factor",
      note =
          "To change `secondFactorRequired` takes a recent authentication, and to ask for it a"
              + " second factor of one's own, else 403 `second-factor-enrolment-required`. A name"
              + " takes neither. Members who have none are told by mail when it begins.",
      body = OneWorkspaceAnswer.class,
      problems = ProblemType.RECENT_AUTHENTICATION_REQUIRED,
      idempotent = true)
  public Response change(
      @Auth WorkspaceCaller caller,
      Body<ChangeRequest> body,
      @Context ContainerRequestContext context) {
    return idempotency.run(
        context,
        IdempotencyOwner.of(caller.actor().accountId()),
        body,
        () -> entrance.ask(caller),
        _ -> Response.ok(changed(caller, body)).build());
  }

  private OneWorkspaceAnswer changed(WorkspaceCaller caller, Body<ChangeRequest> body) {
    return entrance.enterInTurn(
        caller,
        scope -> {
          ChangeRequest request = body.read();
          var checks = new Checks();
          var name = checks.optional("name", request.name(), WorkspaceName::new);
          checks.pass();
          Boolean required = request.secondFactorRequired();
          if (required != null) {
            require(intake.requireSecondFactor(scope, required));
          }
          name.get().ifPresent(chosen -> intake.rename(scope, chosen));
          return answer(scope);
        });
  }

  private static void require(PolicyOutcome change) {
    switch (change) {
      case DONE -> {}
      case NEEDS_RECENT_AUTHENTICATION ->
          throw Problem.of(ProblemType.RECENT_AUTHENTICATION_REQUIRED);
      case NEEDS_OWN_SECOND_FACTOR ->
          throw Problem.of(ProblemType.SECOND_FACTOR_ENROLMENT_REQUIRED)
              .withDetail("Set one up for yourself before you ask it of everybody.");
    }
  }

  @DELETE
  @Path("/{workspaceId}")
  @Access(value = Access.Class.WORKSPACE, role = Role.OWNER)
  @Answers(
      summary = "Close a workspace, for everybody and for good",
      note = "A repeat is 404, under a key too: the workspace is gone.",
      status = 204,
      problems = ProblemType.RECENT_AUTHENTICATION_REQUIRED,
      idempotent = true)
  public Response close(@Auth WorkspaceCaller caller, @Context ContainerRequestContext context) {
    return idempotency.run(
        context,
        IdempotencyOwner.of(caller.actor().accountId()),
        () -> entrance.ask(caller),
        () -> close(caller));
  }

  private Response close(WorkspaceCaller caller) {
    return entrance.enterInTurn(
        caller,
        scope -> {
          if (!intake.close(scope)) {
            throw Problem.of(ProblemType.RECENT_AUTHENTICATION_REQUIRED);
          }
          return Response.noContent().build();
        });
  }
}
