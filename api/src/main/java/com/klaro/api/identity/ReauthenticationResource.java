package com.klaro.api.identity;

import com.klaro.api.tokens.SessionPrincipal;
import com.klaro.api.web.body.Body;
import com.klaro.api.web.json.AtLeastOne;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.api.web.route.Quota;
import com.klaro.store.identity.PasswordCredential;
import com.klaro.store.identity.PasswordSessionIntake;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Proving once more who one is, for what asks for a recent proof.
@Path("/v1/sessions/reauthenticate")
@Produces(MediaType.APPLICATION_JSON)
public final class ReauthenticationResource {

  /// @param passkey in place of the other two
  @AtLeastOne({"password", "passkey"})
  public record ReauthenticateRequest(
      @Described(example = NewPasswords.EXAMPLE, format = "password") @Nullable String password,
      @Described(as = "Six digits, or a recovery code.") @Nullable String totp,
      @Described(as = "`PublicKeyCredential.toJSON()`, in place of a password.")
          @Nullable Map<String, Object> passkey) {}

  private final PasswordSessionIntake sessions;
  private final PasswordProof proof;
  private final CodeProof codes;
  private final PasskeyProof passkeys;
  private final SessionAnswers answers;

  ReauthenticationResource(
      PasswordSessionIntake sessions,
      PasswordProof proof,
      CodeProof codes,
      PasskeyProof passkeys,
      SessionAnswers answers) {
    this.sessions = sessions;
    this.proof = proof;
    this.codes = codes;
    this.passkeys = passkeys;
    this.answers = answers;
  }

  /// The same session for as long as nothing tells the devices apart, and a new one from now on: a
  /// copy of the old one is worth nothing to whoever does not know the password.
  @POST
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
          passkeys.atReauthentication(
              principal.actor(), request.passkey(), UserAgents.kept(userAgent)));
    }
    if (request.password() == null) {
      throw Problem.invalid("password", "is required, or a passkey in its place");
    }
    proof.require(principal.actor(), current, request.password());
    if (current.secondFactor()) {
      return answers.of(
          codes.atReauthentication(
              principal.actor(), current, request.totp(), UserAgents.kept(userAgent)));
    }
    return sessions
        .reauthenticate(principal.actor(), current, UserAgents.kept(userAgent))
        .map(answers::of)
        .orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
  }

  @POST
  @Path("/options")
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "What to ask a browser for one of my passkeys",
      note = "404: this server has no passkeys.",
      problems = ProblemType.NOT_FOUND,
      idempotencyNote = "each challenge works once")
  public PasskeyOptions.RequestAnswer options(@Auth SessionPrincipal principal) {
    return passkeys.ask(principal.actor());
  }
}
