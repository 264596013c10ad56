package com.klaro.api.identity;

import com.klaro.api.tokens.SessionPrincipal;
import com.klaro.api.web.body.Body;
import com.klaro.api.web.body.Checks;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.store.identity.AccountReader;
import com.klaro.store.identity.ContextWords;
import com.klaro.store.identity.Password;
import com.klaro.store.identity.PasswordIntake;
import com.klaro.store.identity.PresenceIntake;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// A password that its owner knows and changes.
@Path("/v1/me/password")
@Produces(MediaType.APPLICATION_JSON)
public final class PasswordResource {

  public record ChangeRequest(
      @Described(example = "correct horse battery staple", format = "password")
          String currentPassword,
      @Described(
              as = "Taken exactly as typed.",
              example = "another horse battery staple",
              min = Password.SHORTEST,
              max = Password.LONGEST,
              format = "password")
          String newPassword) {}

  private final PasswordIntake passwords;
  private final PasswordProof proof;
  private final PresenceIntake presence;
  private final NewPasswords chosen;

  PasswordResource(
      PasswordIntake passwords, PasswordProof proof, PresenceIntake presence, NewPasswords chosen) {
    this.passwords = passwords;
    this.proof = proof;
    this.presence = presence;
    this.chosen = chosen;
  }

  @POST
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "Change my password; every other session ends",
      status = 204,
      problems = ProblemType.INVALID_CREDENTIALS,
      idempotencyNote = "a repeat no longer knows the password")
  public Response change(@Auth SessionPrincipal principal, Body<ChangeRequest> body) {
    AccountReader.Credential current =
        proof.of(principal.actor(), () -> accepted(body.read()).currentPassword());
    ContextWords words =
        presence
            .of(principal.actor())
            .map(PresenceIntake.Present::words)
            .orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
    String hash = chosen.hashed("newPassword", new Password(body.read().newPassword()), words);
    if (!passwords.change(principal.actor(), current, hash)) {
      throw Problem.of(ProblemType.INVALID_CREDENTIALS);
    }
    return Response.noContent().build();
  }

  /// Before anything is hashed.
  private static ChangeRequest accepted(ChangeRequest request) {
    var checks = new Checks();
    Object _ = checks.field("newPassword", () -> new Password(request.newPassword()));
    checks.pass();
    return request;
  }
}
