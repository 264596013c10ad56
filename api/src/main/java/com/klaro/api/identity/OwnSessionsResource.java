package com.klaro.api.identity;

import com.klaro.api.tenancy.WorkspaceEntrance;
import com.klaro.api.tokens.SessionPrincipal;
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
import com.klaro.store.identity.OwnSession;
import com.klaro.store.identity.SessionEndOutcome;
import com.klaro.store.identity.SessionIntake;
import com.klaro.store.identity.SessionReader;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where somebody is signed in: seen and ended.
@Path("/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class OwnSessionsResource {

  /// @param userAgent what the device called itself when it signed in
  public record SessionItem(
      UUID id,
      Instant createdAt,
      @Described(as = "To the minute.") Instant lastSeenAt,
      @Described(as = "Whether this is the session that asks.") boolean current,
      @Described(example = "Mozilla/5.0 (X11; Linux x86_64)") String userAgent) {
    static SessionItem of(OwnSession session, Actor.Member asks) {
      return new SessionItem(
          session.id().value(),
          session.createdAt(),
          session.lastSeenAt(),
          session.id().equals(asks.sessionId()),
          session.userAgent());
    }
  }

  private final WorkspaceEntrance entrance;
  private final SessionReader reader;
  private final SessionIntake sessions;
  private final Cursor cursor;
  private final IdempotencyKeys idempotency;

  OwnSessionsResource(
      WorkspaceEntrance entrance,
      SessionReader reader,
      SessionIntake sessions,
      Cursor cursor,
      IdempotencyKeys idempotency) {
    this.entrance = entrance;
    this.reader = reader;
    this.sessions = sessions;
    this.cursor = cursor;
    this.idempotency = idempotency;
  }

  @GET
  @Access(Access.Class.SESSION)
  @Answers(summary = "Where I am signed in", items = SessionItem.class)
  public Page<SessionItem> list(
      @Auth SessionPrincipal principal,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String place) {
    String list = "sessions/" + principal.actor().accountId();
    PageRequest asked = cursor.request(list, limit, place);
    String after = asked.after();
    List<OwnSession> rows =
        reader
            .page(
                principal.actor(),
                after == null ? null : new SessionId(UUID.fromString(after)),
                asked.fetch())
            .orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
    return cursor.page(
        list, asked, rows, OwnSession::id, row -> SessionItem.of(row, principal.actor()));
  }

  @DELETE
  @Path("/current")
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "Sign out",
      note = "A repeat is 401, under a key too: the session is gone.",
      status = 204,
      idempotent = true)
  public Response logout(
      @Auth SessionPrincipal principal, @Context ContainerRequestContext context) {
    Actor.Member asks = principal.actor();
    return once(
        principal,
        context,
        asks.sessionId().toString(),
        () -> sessions.end(asks, asks.sessionId()));
  }

  @DELETE
  @Path("/others")
  @Access(Access.Class.SESSION)
  @Answers(summary = "Sign out everywhere else", status = 204, idempotent = true)
  public Response endOthers(
      @Auth SessionPrincipal principal, @Context ContainerRequestContext context) {
    Actor.Member asks = principal.actor();
    return once(principal, context, asks.sessionId().toString(), () -> sessions.endOthers(asks));
  }

  @DELETE
  @Path("/{sessionId: [0-9a-fA-F-]+}")
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "Sign one of my devices out",
      note =
          "404: it is none of my live sessions. Its `deviceToken` stays a known device's, with the"
              + " limits of one, until the next new password.",
      status = 204,
      idempotent = true)
  public Response end(
      @Auth SessionPrincipal principal,
      @PathParam("sessionId") SessionId sessionId,
      @Context ContainerRequestContext context) {
    return once(principal, context, "", () -> sessions.end(principal.actor(), sessionId));
  }

  /// @param meant the session that asks, where it decides which ones end: another one of the
  ///   account that sends the same key must not be told that it is signed out
  private Response once(
      SessionPrincipal principal,
      ContainerRequestContext context,
      String meant,
      Supplier<SessionEndOutcome> end) {
    return idempotency.run(
        context,
        IdempotencyOwner.of(principal.actor().accountId()),
        meant,
        () -> entrance.requireSignedIn(principal),
        () -> ended(end.get()));
  }

  private static Response ended(SessionEndOutcome end) {
    return switch (end) {
      case ENDED -> Response.noContent().build();
      case NOT_FOUND -> throw Problem.of(ProblemType.NOT_FOUND);
      case SIGNED_OUT -> throw Problem.of(ProblemType.UNAUTHENTICATED);
    };
  }
}
