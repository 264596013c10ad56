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
import com.klaro.store.identity.FullName;
import com.klaro.store.identity.OneTimeToken;
import com.klaro.store.identity.SignupChoices;
import com.klaro.store.identity.SignupCompletionOutcome;
import com.klaro.store.identity.SignupIntake;
import com.klaro.store.identity.password.ContextWords;
import com.klaro.store.identity.password.Password;
import com.klaro.store.workspaces.Country;
import com.klaro.store.workspaces.WorkspaceName;
import com.klaro.workflows.identity.SignupId;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// From a stranger's address to a signed-in owner. The first step answers the same whether or not
/// the address is known.
@Path("/v1/signups")
@Produces(MediaType.APPLICATION_JSON)
public final class SignupResource {

  /// @param email where the link goes, at most 254 characters
  /// @param workspaceName 1 to 80 characters
  /// @param country ISO 3166-1 alpha-2; decides who bills
  public record Request(
      @Described(
              as = "Where the link goes.",
              example = "asha@example.com",
              min = 3,
              max = EmailAddress.LONGEST,
              format = "email")
          String email,
      @Described(example = "Rao Textiles", min = 1, max = WorkspaceName.LONGEST)
          String workspaceName,
      @Described(as = "ISO 3166-1 alpha-2; decides who bills.", example = "IN", min = 2, max = 2)
          String country) {}

  /// @param token from the mailed link, used once
  /// @param password 15 to 256 characters, taken exactly as typed
  /// @param workspaceName 1 to 80 characters; without one, that of the request, which somebody else
  ///   may have made
  /// @param country ISO 3166-1 alpha-2; the same
  public record CompleteRequest(
      @Described(
              as = "From the mailed link.",
              example = "kls_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
          String token,
      @Described(example = "Asha Rao", min = 1, max = FullName.LONGEST) String fullName,
      @Described(
              as = "Taken exactly as typed.",
              example = NewPasswords.EXAMPLE,
              min = Password.SHORTEST,
              max = Password.LONGEST,
              format = "password")
          String password,
      @Described(
              as = "Without one, that of the request.",
              example = "Rao Textiles",
              min = 1,
              max = WorkspaceName.LONGEST)
          @Nullable String workspaceName,
      @Described(
              as = "ISO 3166-1 alpha-2; without one, that of the request, as the mail names it.",
              example = "IN",
              min = 2,
              max = 2)
          @Nullable String country) {}

  private final SignupIntake signups;
  private final MailGuard mails;
  private final NewPasswords passwords;
  private final SessionAnswers answers;
  private final IdempotencyKeys idempotency;

  SignupResource(
      SignupIntake signups,
      MailGuard mails,
      NewPasswords passwords,
      SessionAnswers answers,
      IdempotencyKeys idempotency) {
    this.signups = signups;
    this.mails = mails;
    this.passwords = passwords;
    this.answers = answers;
    this.idempotency = idempotency;
  }

  @POST
  @Access(Access.Class.PUBLIC)
  @Answers(
      summary = "Ask for a sign-up link",
      limits = {Quota.MAILS, Quota.MAILS_OF_CLIENT},
      note =
          "For an account and its first workspace. The answer is the same whether or not the"
              + " address has an account.",
      status = 202,
      body = Accepted.class,
      idempotent = true)
  public Response request(Body<Request> body, @Context ContainerRequestContext context) {
    Request request = body.read();
    var checks = new Checks();
    var email = checks.field("email", () -> new EmailAddress(request.email()));
    var name = checks.field("workspaceName", () -> new WorkspaceName(request.workspaceName()));
    var country = checks.field("country", () -> new Country(request.country()));
    checks.pass();
    return Accepted.once(
        idempotency,
        context,
        body,
        id -> {
          mails.take(Peer.of(context));
          signups.request(new SignupId(id), email.get(), name.get(), country.get().code());
        });
  }

  @POST
  @Path("/complete")
  @Access(Access.Class.PUBLIC)
  @Answers(
      summary = "Complete a sign-up with the mailed token",
      limits = Quota.LINK,
      note =
          "409: the address got an account meanwhile, and the link ended. A refused password keeps"
              + " the link usable.",
      status = 201,
      body = SessionAnswer.class,
      problems = {ProblemType.INVALID_TOKEN, ProblemType.CONFLICT},
      idempotencyNote = "the answer carries a session; the token works once")
  public Response complete(
      Body<CompleteRequest> body,
      @HeaderParam("User-Agent") @Nullable String userAgent,
      @Context ContainerRequestContext context) {
    CompleteRequest request = body.read();
    OneTimeToken token =
        OneTimeToken.parse(request.token())
            .orElseThrow(() -> Problem.of(ProblemType.INVALID_TOKEN));
    ContextWords words =
        signups.open(token).orElseThrow(() -> Problem.of(ProblemType.INVALID_TOKEN));
    var checks = new Checks();
    var fullName = checks.field("fullName", () -> new FullName(request.fullName()));
    var password = checks.field("password", () -> new Password(request.password()));
    var workspace = checks.optional("workspaceName", request.workspaceName(), WorkspaceName::new);
    var country = checks.optional("country", request.country(), Country::new);
    checks.pass();
    var chosen = new SignupChoices(fullName.get(), workspace.get(), country.get());
    String hash =
        passwords.hashed(
            token,
            new NewPasswords.Chosen(
                "password", password.get(), chosen.and(words), Peer.of(context)));
    return switch (signups.complete(token, chosen, hash, UserAgents.kept(userAgent))) {
      case SignupCompletionOutcome.Completed(var session) ->
          Response.status(Response.Status.CREATED).entity(answers.of(session)).build();
      case SignupCompletionOutcome.InvalidToken() -> throw Problem.of(ProblemType.INVALID_TOKEN);
      case SignupCompletionOutcome.AddressTaken() -> throw Problem.of(ProblemType.CONFLICT);
    };
  }
}
