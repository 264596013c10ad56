package com.klaro.api.identity;

import com.klaro.api.web.body.Body;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.limit.Peer;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.request.RequestOutcome;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.api.web.route.Quota;
import com.klaro.api.web.route.Topic;
import com.klaro.store.identity.PasswordCredential;
import com.klaro.store.identity.PasswordSessionIntake;
import com.klaro.store.identity.RefreshIntake;
import com.klaro.store.identity.RefreshOutcome;
import com.klaro.store.identity.password.Password;
import com.klaro.store.identity.password.PasswordHasher;
import com.klaro.store.limits.Place;
import com.klaro.store.telemetry.LogFields;
import com.klaro.workflows.tenancy.AccountId;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Signing in, and staying signed in.
@Path("/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Topic("Signing up, signing in, second factors, and the account itself.")
public final class SessionsResource {

  /// @param totp a six-digit or a recovery code, where the account has a second factor
  /// @param deviceToken of an earlier session on this device
  public record LoginRequest(
      @Described(example = "asha@example.com") String email,
      @Described(example = NewPasswords.EXAMPLE, format = "password") String password,
      @Described(as = "Six digits, or a recovery code.") @Nullable String totp,
      @Described(as = "Of an earlier session on this device.") @Nullable String deviceToken) {}

  public record RefreshRequest(
      @Described(as = "The newest of this session; it works once.", example = "klr_…")
          String refreshToken) {}

  private static final AccountId NOBODY = new AccountId(new UUID(0, 0));

  private final LoginGuard guard;
  private final DeviceTokens devices;
  private final PasswordSessionIntake passwords;
  private final RefreshIntake refreshes;
  private final PasswordHasher hasher;
  private final SessionAnswers answers;
  private final CodeProof codes;

  SessionsResource(
      PasswordSessionIntake passwords,
      RefreshIntake refreshes,
      PasswordHasher hasher,
      SessionAnswers answers,
      LoginGuard guard,
      CodeProof codes,
      DeviceTokens devices) {
    this.guard = guard;
    this.codes = codes;
    this.devices = devices;
    this.passwords = passwords;
    this.refreshes = refreshes;
    this.hasher = hasher;
    this.answers = answers;
  }

  /// One password hash in every case, and one answer for every reason to refuse; but who knows the
  /// password is told that a code is missing.
  @POST
  @Access(Access.Class.PUBLIC)
  @Answers(
      summary = "Sign in",
      limits = {Quota.SIGN_IN, Quota.CODE},
      note =
          "401 `second-factor-required`: the password is right, so ask for a code and send all"
              + " again with `totp`; or sign in by a passkey.",
      body = SessionAnswer.class,
      problems = {ProblemType.INVALID_CREDENTIALS, ProblemType.SECOND_FACTOR_REQUIRED},
      idempotencyNote = "the answer carries a session")
  public SessionAnswer login(
      Body<LoginRequest> body,
      @HeaderParam("User-Agent") @Nullable String userAgent,
      @Context ContainerRequestContext context) {
    LoginRequest request = body.read();
    if (request.password().length() > 2 * Password.LONGEST) {
      throw Problem.of(ProblemType.INVALID_CREDENTIALS);
    }
    Peer peer = Peer.of(context);
    return hasher.admitted(
        peer.block(),
        devices.accountOf(request.deviceToken()).map(UUID::toString),
        () -> signIn(request, UserAgents.kept(userAgent), peer));
  }

  private SessionAnswer signIn(LoginRequest request, String userAgent, Peer peer) {
    byte[] index = passwords.indexOf(request.email());
    LoginGuard.Lane stranger = guard.laneOf(index, peer);
    PasswordSessionIntake.Sought sought = passwords.seek(index, stranger.places());
    Optional<PasswordCredential> found = sought.credential();
    // Also where nobody has the address: what it takes to note it would tell.
    LogFields.ACCOUNT_ID.found(found.map(PasswordCredential::accountId).orElse(NOBODY).toString());
    Optional<LoginGuard.KnownDevice> device = device(request, found);
    LoginGuard.Attempt attempt =
        device
            .map(known -> guard.ask(known, peer))
            .orElseGet(() -> guard.judged(stranger, sought.waits()));
    String stored = found.map(PasswordCredential::passwordPhc).orElse(null);
    if (!hasher.matches(stored, index, request.password()) || found.isEmpty() || attempt.shut()) {
      guard.failed(attempt);
      throw Problem.of(ProblemType.INVALID_CREDENTIALS);
    }
    PasswordCredential credential = found.get();
    Supplier<Optional<String>> rehashed =
        () -> hasher.renewed(credential.passwordPhc(), request.password());
    if (credential.secondFactor()) {
      return answers.of(
          codes.atSignIn(
              credential, request.totp(), attempt, device.isPresent(), userAgent, rehashed));
    }
    List<Place> due = guard.due(attempt);
    return passwords
        .start(credential, sought.trail(), userAgent, rehashed.get(), due)
        .map(answers::of)
        .orElseThrow(() -> Problem.of(ProblemType.INVALID_CREDENTIALS));
  }

  @POST
  @Path("/refresh")
  @Access(Access.Class.PUBLIC)
  @Answers(
      summary = "Swap a refresh token for a new session pair",
      note = "401: sign in again, whatever the reason.",
      body = SessionAnswer.class,
      problems = ProblemType.UNAUTHENTICATED,
      idempotencyNote = "a repeat within seconds gets the same successor anyway")
  public SessionAnswer refresh(Body<RefreshRequest> body) {
    return switch (refreshes.refresh(body.read().refreshToken())) {
      case RefreshOutcome.Refreshed(var session) -> answers.of(session);
      case RefreshOutcome.Refused() -> throw over();
      case RefreshOutcome.Replayed(var accountId) -> {
        LogFields.ACCOUNT_ID.found(accountId.toString());
        RequestOutcome.REPLAYED.note();
        throw over();
      }
    };
  }

  /// Whatever the reason: what became of a session is its owner's to know.
  private static Problem over() {
    return Problem.of(ProblemType.UNAUTHENTICATED)
        .withDetail("This refresh token does not work: sign in again.");
  }

  private Optional<LoginGuard.KnownDevice> device(
      LoginRequest request, Optional<PasswordCredential> found) {
    return Optional.ofNullable(request.deviceToken())
        .flatMap(token ->
            found
                .filter(it -> devices.isOf(it.accountId().value(), it.passwordNumber(), token))
                .map(it -> new LoginGuard.KnownDevice(it.accountId(), it.passwordNumber(), token)));
  }
}
