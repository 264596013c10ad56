package com.klaro.api.identity;

import com.klaro.api.web.body.Body;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.limit.Peer;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.api.web.route.Quota;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Signing in by a passkey.
@Path("/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class PasskeySignInResource {

  static final String ASSERTION =
      "{\"id\":\"Y3JlZGVudGlhbA\",\"rawId\":\"Y3JlZGVudGlhbA\",\"type\":\"public-key\","
          + "\"response\":{\"clientDataJSON\":\"e30\",\"authenticatorData\":\"AA\",\"signature\":\"AA\","
          + "\"userHandle\":\"AA\"},\"clientExtensionResults\":{}}";

  /// @param deviceToken taken as at every sign-in; no limit of a passkey asks for it
  public record PasskeyLoginRequest(
      @Described(as = "`PublicKeyCredential.toJSON()`.", example = ASSERTION)
          Map<String, Object> credential,
      @Described(as = "Of an earlier session on this device.") @Nullable String deviceToken) {}

  private final PasskeyProof proof;
  private final SessionAnswers answers;

  PasskeySignInResource(PasskeyProof proof, SessionAnswers answers) {
    this.proof = proof;
    this.answers = answers;
  }

  @POST
  @Path("/passkey/options")
  @Access(Access.Class.PUBLIC)
  @Answers(
      summary = "What to ask a browser for a sign-in by passkey",
      note = "404: this server has no passkeys.",
      problems = ProblemType.NOT_FOUND,
      idempotencyNote = "each challenge works once")
  public PasskeyOptions.RequestAnswer options() {
    return proof.askAnybody();
  }

  @POST
  @Path("/passkey")
  @Access(Access.Class.PUBLIC)
  @Answers(
      summary = "Sign in by a passkey, which is both factors",
      limits = Quota.PASSKEY,
      note = "404: this server has no passkeys.",
      body = SessionAnswer.class,
      problems = {ProblemType.INVALID_CREDENTIALS, ProblemType.NOT_FOUND},
      idempotencyNote = "the answer carries a session")
  public SessionAnswer login(
      Body<PasskeyLoginRequest> body,
      @HeaderParam("User-Agent") @Nullable String userAgent,
      @Context ContainerRequestContext context) {
    return answers.of(
        proof.atSignIn(body.read().credential(), Peer.of(context), UserAgents.kept(userAgent)));
  }
}
