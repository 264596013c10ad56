package com.klaro.api.web.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.klaro.api.web.body.Body;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.store.database.DatabaseUnavailable;
import com.klaro.store.database.Ids;
import com.klaro.store.idempotency.Claim;
import com.klaro.store.idempotency.IdempotencyIntake;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `Idempotency-Key`: the same key and request get the first answer, another request under the key
/// gets 422, and a second one while the first is at work 409.
///
/// Kept are successes and the refusals that say something about the request itself. Not kept is
/// what may be different the next time without the request changing: who may (401, 403, 404), how
/// much (413, 415, 429), after which the key is as if it had not been sent, and failures (5xx).
/// Those give the lease back, and the next attempt has the same operation id, for a failure says
/// not whether a write happened.
public final class IdempotencyKeys {

  public static final String HEADER = "Idempotency-Key";

  private static final Logger LOG = LoggerFactory.getLogger(IdempotencyKeys.class);
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final Set<Integer> KEPT_REFUSALS = Set.of(400, 409, 410);

  /// What is done under a key takes milliseconds; only that of a program that died holds it longer.
  private static final Duration SOON = Duration.ofSeconds(2);

  /// Whoever does as these advise comes back with the same request.
  private static final Set<ProblemType> NEVER_KEPT =
      EnumSet.of(
          ProblemType.INVALID_SIGNATURE, ProblemType.LAST_OWNER, ProblemType.TOO_MANY_WORKSPACES);

  private final IdempotencyIntake intake;
  private final Ids ids;
  private final ObjectMapper answers;

  /// @param answers the environment's mapper
  public IdempotencyKeys(IdempotencyIntake intake, Ids ids, ObjectMapper answers) {
    this.intake = intake;
    this.ids = ids;
    this.answers = answers;
  }

  /// Does the work once. Without a key it is simply done, with an operation id of its own.
  ///
  /// @param allowed asked before the key is looked at, and throws [Problem]: whether a key is
  ///   malformed, known or taken is nothing to whoever may not do this, and someone removed from a
  ///   workspace must not read an answer by an old key. The work asks the gate by itself
  /// @param work receives the id for what it makes; as the primary key of it, a second attempt
  ///   cannot make it twice
  /// @throws Problem `conflict`, `idempotency-mismatch`, `invalid-request` on the header, or
  ///   whatever `work` refuses
  public Response run(
      ContainerRequestContext request,
      IdempotencyOwner owner,
      Body<?> body,
      Runnable allowed,
      Function<UUID, Response> work) {
    return run(request, owner, body, allowed, _ -> {}, work);
  }

  /// The same for work that makes what the caller may be shut out of later.
  ///
  /// @param visible asked before a kept success is shown, with the id that `work` received, and
  ///   throws [Problem]
  public Response run(
      ContainerRequestContext request,
      IdempotencyOwner owner,
      Body<?> body,
      Runnable allowed,
      Consumer<UUID> visible,
      Function<UUID, Response> work) {
    return once(request, owner, allowed, () -> sent(body), visible, work);
  }

  /// The same for a request without a body, whose path says all.
  public Response run(
      ContainerRequestContext request,
      IdempotencyOwner owner,
      Runnable allowed,
      Supplier<Response> work) {
    return run(request, owner, "", allowed, work);
  }

  /// The same where the path leaves something to who asks.
  ///
  /// @param meant what that is; for another one the key belongs to another request
  public Response run(
      ContainerRequestContext request,
      IdempotencyOwner owner,
      String meant,
      Runnable allowed,
      Supplier<Response> work) {
    return once(
        request,
        owner,
        allowed,
        () -> meant.getBytes(StandardCharsets.UTF_8),
        _ -> {},
        _ -> work.get());
  }

  private Response once(
      ContainerRequestContext request,
      IdempotencyOwner owner,
      Runnable allowed,
      Supplier<byte[]> content,
      Consumer<UUID> visible,
      Function<UUID, Response> work) {
    @Nullable List<String> sent = request.getHeaders().get(HEADER);
    if (sent == null || sent.isEmpty()) {
      return work.apply(ids.next());
    }
    allowed.run();
    IdempotencyIntake.Place place = intake.place(owner.name(), key(sent));
    return switch (intake.claim(place, fingerprinted(request, content.get()))) {
      case Claim.Granted granted -> attempt(place, granted, work);
      case Claim.Running running ->
          throw Problem.of(ProblemType.CONFLICT)
              .withRetryAfter(Collections.min(List.of(running.left(), SOON)));
      case Claim.Mismatch() -> throw Problem.of(ProblemType.IDEMPOTENCY_MISMATCH);
      case Claim.Answered answered -> {
        FirstAnswer first = FirstAnswer.read(answered.answer());
        if (first.isSuccess()) {
          visible.accept(answered.operationId());
        }
        yield first.replay();
      }
    };
  }

  private Response attempt(
      IdempotencyIntake.Place place, Claim.Granted granted, Function<UUID, Response> work) {
    boolean kept = false;
    boolean undone = false;
    try {
      FirstAnswer answer = FirstAnswer.of(work.apply(granted.operationId()), answers);
      kept = keep(place, granted, answer);
      return answer.first();
    } catch (Problem refusal) {
      int status = refusal.type().status();
      undone = status < 500;
      if (KEPT_REFUSALS.contains(status) && !NEVER_KEPT.contains(refusal.type())) {
        kept = keep(place, granted, FirstAnswer.of(refusal));
      }
      throw refusal;
    } finally {
      if (!kept) {
        giveBack(place, granted, undone);
      }
    }
  }

  /// The work is done and its answer true whether or not it can be kept; if not, the next attempt
  /// meets its own rows.
  private boolean keep(IdempotencyIntake.Place place, Claim.Granted granted, FirstAnswer answer) {
    try {
      intake.answer(place, granted.operationId(), answer.stored());
      return true;
    } catch (DatabaseUnavailable away) {
      LOG.warn("The first answer could not be kept: {}", away.getMessage());
      return false;
    }
  }

  private void giveBack(IdempotencyIntake.Place place, Claim.Granted granted, boolean undone) {
    try {
      if (undone) {
        intake.withdraw(place, granted);
      } else {
        intake.release(place, granted);
      }
    } catch (DatabaseUnavailable away) {
      LOG.warn("A lease was left to run out: {}", away.getMessage());
    }
  }

  private static byte[] sent(Body<?> body) {
    body.requireJson();
    return body.raw();
  }

  private static byte[] fingerprinted(ContainerRequestContext request, byte[] content) {
    var bytes = new ByteArrayOutputStream();
    String line =
        request.getMethod() + " " + request.getUriInfo().getRequestUri().getRawPath() + "\0";
    bytes.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(content);
    return bytes.toByteArray();
  }

  private static String key(List<String> sent) {
    if (sent.size() != 1 || !KEY.matcher(sent.getFirst()).matches()) {
      throw Problem.invalid(HEADER, "must be sent once, with 1 to 255 visible ASCII characters");
    }
    return sent.getFirst();
  }
}
