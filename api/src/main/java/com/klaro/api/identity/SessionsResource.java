package com.klaro.api.identity;

import com.klaro.api.tokens.DeviceTokens;
import com.klaro.api.tokens.SessionPrincipal;
import com.klaro.api.web.body.Body;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.limit.Peer;
import com.klaro.api.web.paging.Cursor;
import com.klaro.api.web.paging.Page;
import com.klaro.api.web.paging.PageRequest;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.store.identity.AccountReader;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.OwnSession;
import com.klaro.store.identity.Password;
import com.klaro.store.identity.PasswordHasher;
import com.klaro.store.identity.SessionEnd;
import com.klaro.store.identity.SessionIntake;
import com.klaro.store.identity.SessionReader;
import com.klaro.store.identity.SessionRefresh;
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
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Signing in, staying signed in, and signing out.
@Path("/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionsResource {

  /// @param totp a six-digit or a recovery code, where the account has a second factor
  /// @param deviceToken of an earlier session on this device
  public record LoginRequest(
      @Described(example = "asha@example.com") String email,
      @Described(example = "correct horse battery staple", format = "password") String password,
      @Described(as = "Six digits, or a recovery code.") @Nullable String totp,
      @Described(as = "Of an earlier session on this device.") @Nullable String deviceToken) {}

  public record RefreshRequest(
      @Described(as = "The newest of this session; it works once.", example = "klr_…")
          String refreshToken) {}

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

  public record ReauthenticateRequest(
      @Described(example = "correct horse battery staple", format = "password") String password,
      @Described(as = "Six digits, or a recovery code.") @Nullable String totp) {}

  private final AccountReader accounts;
  private final SessionReader reader;
  private final PasswordProof proof;
  private final LoginGuard guard;
  private final DeviceTokens devices;
  private final Cursor cursor;
  private final SessionIntake sessions;
  private final PasswordHasher hasher;
  private final SessionAnswers answers;

  SessionsResource(
      AccountReader accounts,
      SessionReader reader,
      SessionIntake sessions,
      PasswordHasher hasher,
      PasswordProof proof,
      SessionAnswers answers,
      LoginGuard guard,
      DeviceTokens devices,
      Cursor cursor) {
    this.accounts = accounts;
    this.reader = reader;
    this.proof = proof;
    this.guard = guard;
    this.devices = devices;
    this.cursor = cursor;
    this.sessions = sessions;
    this.hasher = hasher;
    this.answers = answers;
  }

  /// One password hash in every case, and one answer for every reason to refuse.
  @POST
  @Access(Access.Class.PUBLIC)
  @Answers(
      summary = "Sign in",
      body = SessionAnswer.class,
      problems = ProblemType.INVALID_CREDENTIALS,
      idempotencyNote = "the answer carries a session")
  public SessionAnswer login(
      Body<LoginRequest> body,
      @HeaderParam("User-Agent") @Nullable String userAgent,
      @Context ContainerRequestContext context) {
    LoginRequest request = body.read();
    if (request.password().length() > 2 * Password.LONGEST) {
      throw Problem.of(ProblemType.INVALID_CREDENTIALS);
    }
    Optional<AccountReader.Credential> found =
        address(request.email()).flatMap(accounts::credential);
    LoginGuard.Attempt attempt =
        guard.ask(accounts.indexOf(request.email()), Peer.of(context), device(request, found));
    String stored = found.map(AccountReader.Credential::passwordPhc).orElse(null);
    if (!hasher.matches(stored, request.password()) || found.isEmpty() || attempt.shut()) {
      guard.failed(attempt);
      throw Problem.of(ProblemType.INVALID_CREDENTIALS);
    }
    AccountReader.Credential credential = found.get();
    Optional<String> rehashed =
        hasher.outdated(credential.passwordPhc())
            ? Optional.of(hasher.hash(request.password()))
            : Optional.empty();
    return sessions
        .start(credential, UserAgents.kept(userAgent), rehashed)
        .map(answers::of)
        .orElseThrow(() -> Problem.of(ProblemType.INVALID_CREDENTIALS));
  }

  @POST
  @Path("/refresh")
  @Access(Access.Class.PUBLIC)
  @Answers(
      summary = "Swap a refresh token for a new session pair",
      body = SessionAnswer.class,
      problems = ProblemType.UNAUTHENTICATED,
      idempotencyNote = "a repeat within seconds gets the same successor anyway")
  public SessionAnswer refresh(Body<RefreshRequest> body) {
    return switch (sessions.refresh(body.read().refreshToken())) {
      case SessionRefresh.Refreshed(var session) -> answers.of(session);
      case SessionRefresh.Refused(), SessionRefresh.Replayed() ->
          throw Problem.of(ProblemType.UNAUTHENTICATED);
    };
  }

  /// The same session for as long as nothing tells the devices apart, and a new one from now on: a
  /// copy of the old one is worth nothing to whoever does not know the password.
  @POST
  @Path("/reauthenticate")
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "Prove once more who I am, for a fresh session",
      body = SessionAnswer.class,
      problems = ProblemType.INVALID_CREDENTIALS,
      idempotencyNote = "the answer carries a session")
  public SessionAnswer reauthenticate(
      @Auth SessionPrincipal principal,
      Body<ReauthenticateRequest> body,
      @HeaderParam("User-Agent") @Nullable String userAgent) {
    AccountReader.Credential current = proof.of(principal.actor(), () -> body.read().password());
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
      status = 204,
      idempotencyNote = "a repeat is 404, because the session is gone")
  public Response end(
      @Auth SessionPrincipal principal, @PathParam("sessionId") SessionId sessionId) {
    return ended(sessions.end(principal.actor(), sessionId));
  }

  private static Response ended(SessionEnd end) {
    return switch (end) {
      case ENDED -> Response.noContent().build();
      case NOT_FOUND -> throw Problem.of(ProblemType.NOT_FOUND);
      case SIGNED_OUT -> throw Problem.of(ProblemType.UNAUTHENTICATED);
    };
  }

  private Optional<LoginGuard.KnownDevice> device(
      LoginRequest request, Optional<AccountReader.Credential> found) {
    return Optional.ofNullable(request.deviceToken())
        .flatMap(token ->
            found
                .map(AccountReader.Credential::accountId)
                .filter(account -> devices.isOf(account.value(), token))
                .map(account -> new LoginGuard.KnownDevice(account, token)));
  }

  /// An address that cannot exist is treated as one that does not.
  private static Optional<EmailAddress> address(String text) {
    try {
      return Optional.of(new EmailAddress(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
