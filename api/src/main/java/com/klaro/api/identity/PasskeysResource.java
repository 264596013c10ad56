package com.klaro.api.identity;

import com.klaro.api.tokens.SessionPrincipal;
import com.klaro.api.web.body.Body;
import com.klaro.api.web.body.Checks;
import com.klaro.api.web.body.OptionalBody;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.paging.Cursor;
import com.klaro.api.web.paging.Page;
import com.klaro.api.web.paging.PageRequest;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.api.web.route.Quota;
import com.klaro.store.identity.FactorIntake;
import com.klaro.store.identity.NewPasskey;
import com.klaro.store.identity.OwnPasskey;
import com.klaro.store.identity.PasskeyIntake;
import com.klaro.store.identity.PasskeyName;
import com.klaro.store.identity.PasskeyReader;
import com.klaro.store.identity.ShownFactor;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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

/// The passkeys of the signed-in account.
@Path("/v1/me/passkeys")
@Produces(MediaType.APPLICATION_JSON)
public final class PasskeysResource {

  static final String ATTESTATION =
      "{\"id\":\"Y3JlZGVudGlhbA\",\"rawId\":\"Y3JlZGVudGlhbA\",\"type\":\"public-key\","
          + "\"response\":{\"clientDataJSON\":\"e30\",\"attestationObject\":\"oA\"},"
          + "\"clientExtensionResults\":{}}";

  /// @param currentCode of a second factor that the account has
  /// @param currentPasskey in place of `currentCode`
  public record PasskeyRequest(
      @Described(example = "My phone", min = 1, max = PasskeyName.LONGEST) String name,
      @Described(as = "`PublicKeyCredential.toJSON()`.", example = ATTESTATION)
          Map<String, Object> credential,
      @Described(as = "Where there is a second factor: six digits, or a recovery code.")
          @Nullable String currentCode,
      @Described(as = "`PublicKeyCredential.toJSON()`, in place of `currentCode`.")
          @Nullable Map<String, Object> currentPasskey) {}

  /// @param recoveryCodes of an account that had no second factor before
  public record NewPasskeyAnswer(
      UUID id,
      @Described(example = "My phone") String name,
      Instant createdAt,
      @Described(
              as = "Where it is the first second factor: shown once; each works once. Else empty.",
              example = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX")
          List<String> recoveryCodes) {}

  public record PasskeyItem(
      UUID id,
      @Described(example = "My phone") String name,
      Instant createdAt,
      @Nullable Instant lastUsedAt) {
    static PasskeyItem of(OwnPasskey passkey) {
      return new PasskeyItem(
          passkey.id(), passkey.name(), passkey.createdAt(), passkey.lastUsedAt());
    }
  }

  private final FactorIntake changes;
  private final PasskeyIntake intake;
  private final PasskeyReader reader;
  private final PasskeyCeremony ceremony;
  private final PasskeyChallenges challenges;
  private final PasskeyProof proof;
  private final FactorProof factors;
  private final PasskeySettings settings;
  private final Cursor cursor;

  PasskeysResource(
      FactorIntake changes,
      PasskeyIntake intake,
      PasskeyReader reader,
      PasskeyCeremony ceremony,
      PasskeyChallenges challenges,
      PasskeyProof proof,
      FactorProof factors,
      PasskeySettings settings,
      Cursor cursor) {
    this.changes = changes;
    this.intake = intake;
    this.reader = reader;
    this.ceremony = ceremony;
    this.challenges = challenges;
    this.proof = proof;
    this.factors = factors;
    this.settings = settings;
    this.cursor = cursor;
  }

  @POST
  @Path("/options")
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "What to ask a browser for a new passkey",
      note = "404: this server has no passkeys.",
      problems = {ProblemType.RECENT_AUTHENTICATION_REQUIRED, ProblemType.NOT_FOUND},
      idempotencyNote = "each challenge works once")
  public PasskeyOptions.CreationAnswer options(@Auth SessionPrincipal principal) {
    FactorRefusal.pass(changes.mayChange(principal.actor()));
    proof.requireOn();
    PasskeyIntake.Owner owner = FactorRefusal.done(intake.begin(principal.actor()));
    return PasskeyOptions.creation(
        settings.rpId(),
        owner,
        challenges.issue(PasskeyChallenges.Purpose.ENROLMENT, principal.actor().sessionId()));
  }

  @POST
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "Add a passkey; with the first second factor every other session ends",
      limits = Quota.PROOF,
      note =
          "Where there is a second factor already, it takes `currentCode` or `currentPasskey`"
              + " besides, else 401 `second-factor-required`. 404: this server has no passkeys."
              + " 409: this passkey is known, or there are 20.",
      status = 201,
      body = NewPasskeyAnswer.class,
      problems = {
        ProblemType.INVALID_CREDENTIALS,
        ProblemType.SECOND_FACTOR_REQUIRED,
        ProblemType.RECENT_AUTHENTICATION_REQUIRED,
        ProblemType.NOT_FOUND,
        ProblemType.CONFLICT
      },
      idempotencyNote = "the answer may carry secrets; each challenge works once")
  public Response add(@Auth SessionPrincipal principal, Body<PasskeyRequest> body) {
    FactorRefusal.pass(changes.mayChange(principal.actor()));
    proof.requireOn();
    PasskeyRequest request = body.read();
    PasskeyName name = Checks.only("name", () -> new PasskeyName(request.name()));
    NewPasskey made =
        ceremony
            .made(request.credential(), principal.actor().sessionId())
            .orElseThrow(() -> Problem.of(ProblemType.INVALID_CREDENTIALS));
    ShownFactor shown =
        factors.of(
            principal.actor(), request.currentCode(), "currentPasskey", request.currentPasskey());
    PasskeyIntake.Added added =
        FactorRefusal.done(intake.add(principal.actor(), made, name, shown));
    return Response.status(201)
        .entity(
            new NewPasskeyAnswer(
                added.passkey().id(),
                added.passkey().name(),
                added.passkey().createdAt(),
                added.recoveryCodes()))
        .build();
  }

  @GET
  @Access(Access.Class.SESSION)
  @Answers(summary = "My passkeys", items = PasskeyItem.class)
  public Page<PasskeyItem> list(
      @Auth SessionPrincipal principal,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String place) {
    String list = "passkeys/" + principal.actor().accountId();
    PageRequest asked = cursor.request(list, limit, place);
    String after = asked.after();
    List<OwnPasskey> rows =
        reader
            .page(principal.actor(), after == null ? null : UUID.fromString(after), asked.fetch())
            .orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
    return cursor.page(list, asked, rows, OwnPasskey::id, PasskeyItem::of);
  }

  @DELETE
  @Path("/{passkeyId}")
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "Remove a passkey",
      limits = Quota.PROOF,
      note =
          "Takes a `code` or a `passkey`: without a body, or with an empty `code`, 401"
              + " `second-factor-required`, with neither field 400. 404: it is none of mine, or"
              + " this server has no passkeys. 409: it is the last one, there is no app, and the"
              + " password has less than 15 characters.",
      status = 204,
      problems = {
        ProblemType.INVALID_CREDENTIALS,
        ProblemType.SECOND_FACTOR_REQUIRED,
        ProblemType.RECENT_AUTHENTICATION_REQUIRED,
        ProblemType.NOT_FOUND,
        ProblemType.CONFLICT
      },
      idempotencyNote = "a repeat is 404, because it is gone")
  public Response remove(
      @Auth SessionPrincipal principal,
      @PathParam("passkeyId") UUID passkeyId,
      @OptionalBody Body<FactorRequest> body) {
    UUID own = FactorRefusal.done(intake.mayRemove(principal.actor(), passkeyId));
    FactorRequest request = FactorRequest.orNone(body);
    ShownFactor shown = factors.of(principal.actor(), request.code(), "passkey", request.passkey());
    FactorRefusal.pass(intake.remove(principal.actor(), own, shown));
    return Response.noContent().build();
  }
}
