package com.klaro.api.identity;

import com.klaro.api.tenancy.WorkspaceEntrance;
import com.klaro.api.tokens.SessionPrincipal;
import com.klaro.api.web.body.Body;
import com.klaro.api.web.body.Checks;
import com.klaro.api.web.idempotency.IdempotencyKeys;
import com.klaro.api.web.idempotency.IdempotencyOwner;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.store.identity.AccountDeletionIntake;
import com.klaro.store.identity.AccountDeletionOutcome;
import com.klaro.store.identity.FullName;
import com.klaro.store.identity.Language;
import com.klaro.store.identity.ProfileIntake;
import com.klaro.store.identity.ProfileReader;
import com.klaro.workflows.tenancy.WorkspaceId;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who am I, and where do I belong?
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {

  public record Me(
      SessionAnswer.AccountAnswer account,
      @Described(as = "BCP 47.", example = "en-IN") String locale,
      SecondFactorAnswer secondFactor,
      List<SessionAnswer.WorkspaceAnswer> workspaces,
      UUID sessionId) {}

  public record SecondFactorAnswer(
      @Described(as = "Whether a code of an app is taken beside the password.") boolean totp,
      @Described(example = "10") int recoveryCodesLeft,
      @Described(
              as = "How many; from the first one on the password alone does not do.",
              example = "1")
          int passkeys) {}

  public record ProfileRequest(
      @Described(example = "Asha Rao", min = 1, max = FullName.LONGEST) @Nullable String fullName,
      @Described(as = "BCP 47.", example = "en-IN", min = 2, max = Language.LONGEST)
          @Nullable String locale) {}

  private final WorkspaceEntrance entrance;
  private final ProfileReader reader;
  private final ProfileIntake profiles;
  private final AccountDeletionIntake deletion;
  private final IdempotencyKeys idempotency;

  MeResource(
      WorkspaceEntrance entrance,
      ProfileReader reader,
      ProfileIntake profiles,
      AccountDeletionIntake deletion,
      IdempotencyKeys idempotency) {
    this.entrance = entrance;
    this.reader = reader;
    this.profiles = profiles;
    this.deletion = deletion;
    this.idempotency = idempotency;
  }

  @GET
  @Access(Access.Class.SESSION)
  @Answers(summary = "The signed-in account")
  public Me me(@Auth SessionPrincipal principal) {
    ProfileReader.Profile profile =
        reader.of(principal.actor()).orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
    return new Me(
        SessionAnswers.account(profile.account()),
        profile.locale(),
        new SecondFactorAnswer(profile.totp(), profile.recoveryCodesLeft(), profile.passkeys()),
        SessionAnswers.workspaces(profile.workspaces()),
        principal.actor().sessionId().value());
  }

  @PATCH
  @Access(Access.Class.SESSION)
  @Answers(summary = "Change my name or language", body = Me.class, idempotent = true)
  public Response change(
      @Auth SessionPrincipal principal,
      Body<ProfileRequest> body,
      @Context ContainerRequestContext context) {
    Response done =
        idempotency.run(
            context,
            IdempotencyOwner.of(principal.actor().accountId()),
            body,
            () -> entrance.requireSignedIn(principal),
            _ -> {
              change(principal, body);
              return Response.noContent().build();
            });
    // What is answered is not kept: their workspaces are in it, which they may have left since.
    return Response.fromResponse(done).status(Response.Status.OK).entity(me(principal)).build();
  }

  private void change(SessionPrincipal principal, Body<ProfileRequest> body) {
    entrance.requireSignedIn(principal);
    ProfileRequest request = body.read();
    var checks = new Checks();
    var name = checks.optional("fullName", request.fullName(), FullName::new);
    var language = checks.optional("locale", request.locale(), Language::new);
    checks.pass();
    if (!profiles.change(principal.actor(), name.get().orElse(null), language.get().orElse(null))) {
      throw Problem.of(ProblemType.UNAUTHENTICATED);
    }
  }

  @DELETE
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "Delete my account; a farewell comes by mail",
      note =
          "The account is gone when the answer comes; the mail asks for nothing. 409 `last-owner`:"
              + " the workspaces in `workspaceIds` have no other owner; make somebody one, or close"
              + " them. A repeat is 401, under a key too: the account is gone.",
      status = 202,
      body = Accepted.class,
      problems = {ProblemType.RECENT_AUTHENTICATION_REQUIRED, ProblemType.LAST_OWNER},
      idempotent = true)
  public Response delete(
      @Auth SessionPrincipal principal, @Context ContainerRequestContext context) {
    return idempotency.run(
        context,
        IdempotencyOwner.of(principal.actor().accountId()),
        () -> entrance.requireSignedIn(principal),
        () -> delete(principal));
  }

  private Response delete(SessionPrincipal principal) {
    return switch (deletion.delete(principal.actor())) {
      case AccountDeletionOutcome.Done() ->
          Response.accepted(new Accepted(Accepted.STATUS)).build();
      case AccountDeletionOutcome.LastOwner(List<WorkspaceId> of) ->
          throw Problem.of(ProblemType.LAST_OWNER)
              .withDetail(
                  "Of the workspaces in `workspaceIds` nobody else is an `owner` who can sign in.")
              .withWorkspaces(of);
      case AccountDeletionOutcome.NeedsRecentAuthentication() ->
          throw Problem.of(ProblemType.RECENT_AUTHENTICATION_REQUIRED);
      case AccountDeletionOutcome.SignedOut() -> throw Problem.of(ProblemType.UNAUTHENTICATED);
    };
  }
}
