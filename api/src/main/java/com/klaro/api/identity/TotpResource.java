package com.klaro.api.identity;

import com.klaro.api.tokens.SessionPrincipal;
import com.klaro.api.web.body.Body;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.api.web.route.Quota;
import com.klaro.store.identity.FactorIntake;
import com.klaro.store.identity.ShownFactor;
import com.klaro.store.identity.TotpIntake;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The second factor of the signed-in account: an authenticator app, and codes for whoever lost it.
@Path("/v1/me/totp")
@Produces(MediaType.APPLICATION_JSON)
public final class TotpResource {

  public record EnrolmentAnswer(
      @Described(as = "Base 32, to be typed.", example = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
          String secret,
      @Described(
              as = "To be shown as a QR code.",
              example =
                  "otpauth://totp/Klaro:asha%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Klaro&algorithm=SHA1&digits=6&period=30")
          String otpauthUri) {}

  /// @param code of the new one
  /// @param currentCode of the second factor that the account has
  /// @param currentPasskey in place of `currentCode`
  public record FirstCodeRequest(
      @Described(as = "Six digits.", example = "287082") String code,
      @Described(as = "Of the app in use, where there is a second factor; or a recovery code.")
          @Nullable String currentCode,
      @Described(as = "`PublicKeyCredential.toJSON()`, in place of `currentCode`.")
          @Nullable Map<String, Object> currentPasskey) {}

  public record CodesAnswer(
      @Described(as = "Shown once; each works once.", example = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX")
          List<String> recoveryCodes) {}

  private final FactorIntake changes;
  private final TotpIntake factors;
  private final FactorProof proof;

  TotpResource(FactorIntake changes, TotpIntake factors, FactorProof proof) {
    this.changes = changes;
    this.factors = factors;
    this.proof = proof;
  }

  @POST
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "Begin to set up a second factor; it is none before it is confirmed",
      note = "A second factor that is in use stays so until this one is confirmed.",
      body = EnrolmentAnswer.class,
      problems = ProblemType.RECENT_AUTHENTICATION_REQUIRED,
      idempotencyNote = "the answer carries a secret; a repeat gets a new one")
  public EnrolmentAnswer begin(@Auth SessionPrincipal principal) {
    TotpIntake.Enrolment made = FactorRefusal.done(factors.begin(principal.actor()));
    return new EnrolmentAnswer(made.secret(), made.uri());
  }

  @POST
  @Path("/confirm")
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "Take the second factor into use with its first code; every other session ends",
      limits = Quota.PROOF,
      note =
          "Where there is a second factor already, it takes `currentCode` or `currentPasskey`"
              + " besides, else 401 `second-factor-required`. 409: none was begun. 404:"
              + " `currentPasskey`, and this server has no passkeys.",
      body = CodesAnswer.class,
      problems = {
        ProblemType.INVALID_CREDENTIALS,
        ProblemType.SECOND_FACTOR_REQUIRED,
        ProblemType.RECENT_AUTHENTICATION_REQUIRED,
        ProblemType.NOT_FOUND,
        ProblemType.CONFLICT
      },
      idempotencyNote = "the answer carries secrets; a repeat is 409")
  public CodesAnswer confirm(@Auth SessionPrincipal principal, Body<FirstCodeRequest> body) {
    FactorRefusal.pass(changes.mayChange(principal.actor()));
    FirstCodeRequest request = body.read();
    ShownFactor current =
        proof.of(
            principal.actor(), request.currentCode(), "currentPasskey", request.currentPasskey());
    return new CodesAnswer(
        FactorRefusal.done(factors.confirm(principal.actor(), request.code(), current)));
  }

  @POST
  @Path("/recovery-codes")
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "New recovery codes; the old ones end",
      limits = Quota.PROOF,
      note =
          "Takes a `code` or a `passkey`: with neither 400, with an empty `code` 401"
              + " `second-factor-required`. 404: there is no second factor, or this server has no"
              + " passkeys.",
      body = CodesAnswer.class,
      problems = {
        ProblemType.INVALID_CREDENTIALS,
        ProblemType.SECOND_FACTOR_REQUIRED,
        ProblemType.RECENT_AUTHENTICATION_REQUIRED,
        ProblemType.NOT_FOUND
      },
      idempotencyNote = "the answer carries secrets; the code works once")
  public CodesAnswer renewCodes(@Auth SessionPrincipal principal, Body<FactorRequest> body) {
    FactorRefusal.pass(changes.mayChange(principal.actor()));
    return new CodesAnswer(
        FactorRefusal.done(factors.renewCodes(principal.actor(), shown(principal, body))));
  }

  @DELETE
  @Access(Access.Class.SESSION)
  @Answers(
      summary = "Remove the second factor",
      limits = Quota.PROOF,
      note =
          "The app; recovery codes go with the last second factor. Takes a `code` or a `passkey`:"
              + " with neither 400, with an empty `code` 401 `second-factor-required`. 404: there"
              + " is no app, or this server has no passkeys. 409: the password has less than 15"
              + " characters, and there is no passkey.",
      status = 204,
      problems = {
        ProblemType.INVALID_CREDENTIALS,
        ProblemType.SECOND_FACTOR_REQUIRED,
        ProblemType.RECENT_AUTHENTICATION_REQUIRED,
        ProblemType.NOT_FOUND,
        ProblemType.CONFLICT
      },
      idempotencyNote = "a repeat is 404, because it is gone")
  public Response remove(@Auth SessionPrincipal principal, Body<FactorRequest> body) {
    FactorRefusal.pass(changes.mayChange(principal.actor()));
    FactorRefusal.pass(factors.remove(principal.actor(), shown(principal, body)));
    return Response.noContent().build();
  }

  private ShownFactor shown(SessionPrincipal principal, Body<FactorRequest> body) {
    FactorRequest request = FactorRequest.of(body);
    return proof.of(principal.actor(), request.code(), "passkey", request.passkey());
  }
}
