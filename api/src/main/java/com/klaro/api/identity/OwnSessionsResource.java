package com.klaro.api.identity;

import com.klaro.api.tokens.SessionPrincipal;
import com.klaro.api.web.body.Body;
import com.klaro.api.web.json.AtLeastOne;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.paging.Cursor;
import com.klaro.api.web.paging.Page;
import com.klaro.api.web.paging.PageRequest;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.api.web.route.Quota;
import com.klaro.store.identity.OwnSession;
import com.klaro.store.identity.PasswordCredential;
import com.klaro.store.identity.SessionEndOutcome;
import com.klaro.store.identity.SessionIntake;
import com.klaro.store.identity.SessionReader;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where somebody is signed in: seen, ended and proved anew.
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

  /// @param passkey in place of the other two
  @AtLeastOne({"password", "passkey"})
  public record ReauthenticateRequest(
      @Described(example = NewPasswords.EXAMPLE, format = "password") @Nullable String password,
      @Described(as = "Six digits, or a recovery code.") @Nullable String totp,
      @Described(as = "`PublicKeyCredential.toJSON()`, in place of a password.")
          @Nullable Map<String, Object> passkey) {}

  private final SessionReader reader;
  private final SessionIntake sessions;
  private final PasswordProof proof;
  private final SecondFactorProof second;
  private final PasskeyProof passkeys;
  private final SessionAnswers answers;
  private final Cursor cursor;

  OwnSessionsResource(
      SessionReader reader,
      SessionIntake sessions,
      PasswordProof proof,
      SecondFactorProof second,
      PasskeyProof passkeys,
      SessionAnswers answers,
      Cursor cursor) {
    this.reader = reader;
    this.sessions = sessions;
    this.proof = proof;
    this.second = second;
    this.passkeys = passkeys;
    this.answers = answers;
    this.cursor = cursor;
  }

  /// The same session for as long as nothing tells the devices apart, and a new one from now on: a
  /// copy of the old one is worth nothing to whoever does not know the password.
  @POST
  @Path("/reauthenticate")
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "Prove once more who I am, for a fresh session",
      limits = Quota.PROOF,
      note =
          "By a `password`, and `totp` where there is a second factor; or by a `passkey` alone. The"
              + " session that asks ends, and with it all its tokens: take the new ones. 404:"
              + " `passkey`, and this server has no passkeys.",
      body = SessionAnswer.class,
      problems = {
        ProblemType.INVALID_CREDENTIALS,
        ProblemType.SECOND_FACTOR_REQUIRED,
        ProblemType.NOT_FOUND
      },
      idempotencyNote = "the answer carries a session")
  public SessionAnswer reauthenticate(
      @Auth SessionPrincipal principal,
      Body<ReauthenticateRequest> body,
      @HeaderParam("User-Agent") @Nullable String userAgent) {
    PasswordCredential current = proof.current(principal.actor());
    ReauthenticateRequest request = body.read();
    if (request.passkey() != null) {
      return answers.of(
          passkeys.ofOwner(principal.actor(), request.passkey(), UserAgents.kept(userAgent)));
    }
    if (request.password() == null) {
      throw Problem.invalid("password", "is required, or a passkey in its place");
    }
    proof.require(principal.actor(), current, request.password());
    if (current.secondFactor()) {
      return answers.of(
          second.ofOwner(principal.actor(), current, request.totp(), UserAgents.kept(userAgent)));
    }
    return sessions
        .renew(principal.actor(), current, UserAgents.kept(userAgent))
        .map(answers::of)
        .orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
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
      status = 204,
      idempotencyNote = "a repeat is 401, because the session is gone")
  public Response logout(@Auth SessionPrincipal principal) {
    return ended(sessions.end(principal.actor(), principal.actor().sessionId()));
  }

  @DELETE
  @Path("/others")
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "Sign out everywhere else",
      status = 204,
      idempotencyNote = "a repeat finds none and says the same")
  public Response endOthers(@Auth SessionPrincipal principal) {
    return ended(sessions.endOthers(principal.actor()));
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
      idempotencyNote = "a repeat is 404, because the session is gone")
  public Response end(
      @Auth SessionPrincipal principal, @PathParam("sessionId") SessionId sessionId) {
    return ended(sessions.end(principal.actor(), sessionId));
  }

  private static Response ended(SessionEndOutcome end) {
    return switch (end) {
      case ENDED -> Response.noContent().build();
      case NOT_FOUND -> throw Problem.of(ProblemType.NOT_FOUND);
      case SIGNED_OUT -> throw Problem.of(ProblemType.UNAUTHENTICATED);
    };
  }
}
