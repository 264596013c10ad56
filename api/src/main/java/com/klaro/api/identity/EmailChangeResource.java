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
import com.klaro.api.web.route.Quota;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.EmailChangeIntake;
import com.klaro.store.identity.OneTimeToken;
import com.klaro.workflows.identity.EmailChangeId;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/// Another address to sign in with. Asking answers the same whether the address is free, taken or
/// nobody's; confirming needs a link and no session.
@Path("/v1/me/email")
@Produces(MediaType.APPLICATION_JSON)
public final class EmailChangeResource {

  public record EmailRequest(
      @Described(
              example = "asha.rao@example.com",
              min = 3,
              max = EmailAddress.LONGEST,
              format = "email")
          String newEmail) {}

  /// @param token from either mailed link, used once
  public record ConfirmRequest(
      @Described(
              as = "From the mailed link.",
              example = "kls_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
          String token) {}

  private final WorkspaceEntrance entrance;
  private final EmailChangeIntake changes;
  private final IdempotencyKeys idempotency;

  EmailChangeResource(
      WorkspaceEntrance entrance, EmailChangeIntake changes, IdempotencyKeys idempotency) {
    this.entrance = entrance;
    this.changes = changes;
    this.idempotency = idempotency;
  }

  @POST
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "Ask for links to change my email address, one to each address",
      limits = Quota.MAILS,
      note =
          "The answer is the same whether the new address is free, taken or nobody's. A newer wish"
              + " replaces an older one.",
      status = 202,
      body = Accepted.class,
      problems = ProblemType.RECENT_AUTHENTICATION_REQUIRED,
      idempotent = true)
  public Response request(
      @Auth SessionPrincipal principal,
      Body<EmailRequest> body,
      @Context ContainerRequestContext context) {
    return idempotency.run(
        context,
        IdempotencyOwner.of(principal.actor().accountId()),
        body,
        () -> entrance.requireSignedIn(principal),
        id -> accepted(principal, body, id));
  }

  private Response accepted(SessionPrincipal principal, Body<EmailRequest> body, UUID id) {
    entrance.requireSignedIn(principal);
    EmailAddress email = Checks.only("newEmail", () -> new EmailAddress(body.read().newEmail()));
    return switch (changes.request(new EmailChangeId(id), principal.actor(), email)) {
      case ACCEPTED -> Response.accepted(new Accepted(Accepted.STATUS)).build();
      case SAME_ADDRESS ->
          throw Problem.invalid("newEmail", "must be another address than the present one");
      case NEEDS_RECENT_AUTHENTICATION ->
          throw Problem.of(ProblemType.RECENT_AUTHENTICATION_REQUIRED);
      case SIGNED_OUT -> throw Problem.of(ProblemType.UNAUTHENTICATED);
    };
  }

  @POST
  @Path("/confirm")
  @Access(Access.Class.PUBLIC)
  @Answers(
      summary = "Confirm one of the two addresses; the second makes the change",
      note =
          "204 is also for the first one, when nothing has changed yet: `GET /v1/me` says which"
              + " address counts. 409: the new address got an account meanwhile; nothing was"
              + " changed, and the wish is over.",
      status = 204,
      problems = {ProblemType.INVALID_TOKEN, ProblemType.CONFLICT},
      idempotencyNote = "the token works once")
  public Response confirm(Body<ConfirmRequest> body) {
    OneTimeToken token =
        OneTimeToken.parse(body.read().token())
            .orElseThrow(() -> Problem.of(ProblemType.INVALID_TOKEN));
    return switch (changes.confirm(token)) {
      case CONFIRMED -> Response.noContent().build();
      case INVALID_TOKEN -> throw Problem.of(ProblemType.INVALID_TOKEN);
      case ADDRESS_TAKEN -> throw Problem.of(ProblemType.CONFLICT);
    };
  }
}
