package com.klaro.api.identity;

import com.klaro.api.tokens.SessionPrincipal;
import com.klaro.api.web.body.Body;
import com.klaro.api.web.body.Checks;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.limit.Peer;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.api.web.route.Quota;
import com.klaro.store.identity.PasswordCredential;
import com.klaro.store.identity.PasswordIntake;
import com.klaro.store.identity.ProfileReader;
import com.klaro.store.identity.password.ContextWords;
import com.klaro.store.identity.password.Password;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// A password that its owner knows and changes.
@Path("/v1/me/password")
@Produces(MediaType.APPLICATION_JSON)
public final class PasswordResource {

  public record ChangeRequest(
      @Described(example = NewPasswords.EXAMPLE, format = "password") String currentPassword,
      @Described(
              as = "15 characters, 8 with a second factor; taken exactly as typed.",
              example = "nine herons above a quiet canal",
              min = Password.SHORTEST_WITH_SECOND_FACTOR,
              max = Password.LONGEST,
              format = "password")
          String newPassword) {}

  private final PasswordIntake passwords;
  private final PasswordProof proof;
  private final ProfileReader profiles;
  private final NewPasswords chosen;

  PasswordResource(
      PasswordIntake passwords, PasswordProof proof, ProfileReader profiles, NewPasswords chosen) {
    this.passwords = passwords;
    this.proof = proof;
    this.profiles = profiles;
    this.chosen = chosen;
  }

  @POST
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "Change my password; every other session ends",
      limits = {Quota.PROOF, Quota.NEW_PASSWORD},
      status = 204,
      problems = ProblemType.INVALID_CREDENTIALS,
      idempotencyNote = "a repeat no longer knows the password")
  public Response change(
      @Auth SessionPrincipal principal,
      Body<ChangeRequest> body,
      @Context ContainerRequestContext context) {
    PasswordCredential current =
        proof.of(
            principal.actor(),
            known -> {
              Password _ = accepted(body.read(), known);
              return body.read().currentPassword();
            });
    Password password = accepted(body.read(), current);
    ContextWords words =
        profiles
            .of(principal.actor())
            .map(ProfileReader.Profile::words)
            .orElseThrow(() -> Problem.of(ProblemType.UNAUTHENTICATED));
    String hash =
        chosen.hashed(
            principal.actor().accountId(),
            new NewPasswords.Chosen("newPassword", password, words, Peer.of(context)));
    if (!passwords.change(principal.actor(), current, hash, password.isShort())) {
      throw Problem.of(ProblemType.INVALID_CREDENTIALS);
    }
    return Response.noContent().build();
  }

  /// Before anything is hashed.
  private static Password accepted(ChangeRequest request, PasswordCredential of) {
    return Checks.only("newPassword", () -> another(request, of));
  }

  private static Password another(ChangeRequest request, PasswordCredential of) {
    var chosen = new Password(request.newPassword(), of.secondFactor());
    if (chosen.text().equals(request.currentPassword())) {
      throw new IllegalArgumentException(NewPasswords.ANOTHER);
    }
    return chosen;
  }
}
