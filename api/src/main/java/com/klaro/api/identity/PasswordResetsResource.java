package com.klaro.api.identity;

import com.klaro.api.web.body.Body;
import com.klaro.api.web.body.Checks;
import com.klaro.api.web.idempotency.IdempotencyKeys;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.limit.Peer;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.api.web.route.Quota;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.identity.OneTimeToken;
import com.klaro.store.identity.PasswordResetIntake;
import com.klaro.store.identity.password.Password;
import com.klaro.workflows.identity.PasswordResetId;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// A forgotten password. The first step answers the same whether or not the address is known, and
/// the second signs nobody in.
@Path("/v1/password-resets")
@Produces(MediaType.APPLICATION_JSON)
public final class PasswordResetsResource {

  public record Request(
      @Described(
              as = "Of the account.",
              example = "asha@example.com",
              min = 3,
              max = EmailAddress.LONGEST,
              format = "email")
          String email) {}

  /// @param token from the mailed link, used once
  public record RedeemRequest(
      @Described(
              as = "From the mailed link.",
              example = "kls_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
          String token,
      @Described(
              as = "15 characters, 8 with a second factor; taken exactly as typed.",
              example = NewPasswords.EXAMPLE,
              min = Password.SHORTEST_WITH_SECOND_FACTOR,
              max = Password.LONGEST,
              format = "password")
          String newPassword) {}

  private final PasswordResetIntake resets;
  private final MailGuard mails;
  private final NewPasswords passwords;
  private final IdempotencyKeys idempotency;

  PasswordResetsResource(
      PasswordResetIntake resets,
      MailGuard mails,
      NewPasswords passwords,
      IdempotencyKeys idempotency) {
    this.resets = resets;
    this.mails = mails;
    this.passwords = passwords;
    this.idempotency = idempotency;
  }

  @POST
  @Access(Access.Class.PUBLIC)
  @Answers(
      summary = "Ask for a link to choose a new password",
      limits = {Quota.MAILS, Quota.MAILS_OF_CLIENT},
      note = "The answer is the same whether or not the address has an account.",
      status = 202,
      body = Accepted.class,
      idempotent = true)
  public Response request(Body<Request> body, @Context ContainerRequestContext context) {
    EmailAddress email = Checks.only("email", () -> new EmailAddress(body.read().email()));
    return Accepted.once(
        idempotency,
        context,
        body,
        id -> {
          mails.take(Peer.of(context));
          resets.request(new PasswordResetId(id), email);
        });
  }

  @POST
  @Path("/redeem")
  @Access(Access.Class.PUBLIC)
  @Answers(
      summary = "Choose a new password with the mailed token; every session ends",
      limits = Quota.LINK,
      note = "A refused password, the current one among them, keeps the link usable.",
      status = 204,
      problems = ProblemType.INVALID_TOKEN,
      idempotencyNote = "the token works once")
  public Response redeem(Body<RedeemRequest> body, @Context ContainerRequestContext context) {
    RedeemRequest request = body.read();
    OneTimeToken token =
        OneTimeToken.parse(request.token())
            .orElseThrow(() -> Problem.of(ProblemType.INVALID_TOKEN));
    PasswordResetIntake.Open open = open(token);
    Password password = accepted(request, open);
    String hash =
        passwords.hashed(
            token,
            new NewPasswords.Chosen("newPassword", password, open.words(), Peer.of(context)),
            open.passwordPhc());
    if (!resets.redeem(token, hash, password.isShort(), Peer.of(context).block())) {
      // Another one may do, where it was too short once the second factor had gone meanwhile.
      Password _ = accepted(request, open(token));
      throw Problem.of(ProblemType.INVALID_TOKEN);
    }
    return Response.noContent().build();
  }

  private PasswordResetIntake.Open open(OneTimeToken token) {
    return resets.open(token).orElseThrow(() -> Problem.of(ProblemType.INVALID_TOKEN));
  }

  private static Password accepted(RedeemRequest request, PasswordResetIntake.Open of) {
    return Checks.only("newPassword", () -> new Password(request.newPassword(), of.secondFactor()));
  }
}
