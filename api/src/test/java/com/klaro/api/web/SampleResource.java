package com.klaro.api.web;

import com.klaro.api.tenancy.WorkspaceCaller;
import com.klaro.api.tokens.SessionPrincipal;
import com.klaro.api.web.body.Body;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.limit.Peer;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.store.database.DatabaseUnavailable;
import com.klaro.store.tenancy.Role;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Path("/v1/samples")
@Produces(MediaType.APPLICATION_JSON)
@SuppressWarnings("DoNotCallSuggester") // routes that only fail are what some tests need
public final class SampleResource {

  /// The workspace of which the test's member is one.
  public static final UUID OWN = UUID.fromString("0199c6a0-7c1e-7d3a-9f60-3c4b5a697802");

  public enum Size2 {
    VERY_SMALL,
    LARGE
  }

  public record Item(String label, int count) {}

  public record Sample(
      @Described(min = 1, max = 80) String name,
      boolean open,
      @Nullable Size2 size,
      @Nullable List<Item> items,
      @Nullable UUID parent,
      @Nullable Instant at,
      @Nullable Long total) {}

  public record Echo(String name, @Nullable Size2 size, Instant at) {}

  @POST
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Make one", status = 201, body = Echo.class)
  public Response create(Body<Sample> body) {
    Sample sample = body.read();
    return Response.status(201)
        .entity(new Echo(sample.name(), sample.size(), Instant.EPOCH))
        .build();
  }

  @GET
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Say hello")
  public Echo hello() {
    return new Echo("hello", Size2.VERY_SMALL, Instant.EPOCH);
  }

  @POST
  @Path("/mine")
  @Access(Access.Class.SESSION)
  @Answers(summary = "With a session", body = Echo.class)
  public Response mine(@Auth SessionPrincipal principal, Body<Sample> body) {
    return Response.ok(new Echo(principal.getName() + body.read().name(), null, Instant.EPOCH))
        .build();
  }

  @POST
  @Path("/workspaces/{workspaceId}")
  @Access(value = Access.Class.WORKSPACE, role = Role.ADMIN)
  @Answers(summary = "In a workspace", body = Echo.class)
  public Response inWorkspace(@Auth WorkspaceCaller caller, Body<Sample> body) {
    if (!caller.workspaceId().value().equals(OWN)) {
      throw Problem.of(ProblemType.NOT_FOUND);
    }
    return Response.ok(new Echo(body.read().name() + caller.getName(), null, Instant.EPOCH))
        .build();
  }

  @GET
  @Path("/fails")
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Fails")
  public Echo fails() {
    throw new IllegalArgumentException("secret detail");
  }

  @GET
  @Path("/away")
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Postgres away")
  public Echo away() {
    throw new DatabaseUnavailable("away", new IllegalStateException("secret detail"));
  }

  @GET
  @Path("/peer")
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Who I am")
  public Peer peer(@Context ContainerRequestContext request) {
    return Peer.of(request);
  }

  @DELETE
  @Path("/{id}")
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Unmake one", status = 204)
  public void delete(@PathParam("id") UUID id) {}

  @GET
  @Path("/undeclared")
  @Access(Access.Class.PUBLIC)
  @Answers(summary = "Answers what it does not declare")
  public Response undeclared() {
    return Response.status(202).build();
  }
}
