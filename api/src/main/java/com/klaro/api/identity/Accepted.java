package com.klaro.api.identity;

import com.klaro.api.web.body.Body;
import com.klaro.api.web.idempotency.IdempotencyKeys;
import com.klaro.api.web.idempotency.IdempotencyOwner;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.limit.Peer;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// The one answer where a mail follows, or might: to whoever typed an address, known or not, and to
/// whoever deleted their account.
public record Accepted(
    @Described(oneOf = Accepted.STATUS, example = Accepted.STATUS) String status) {

  static final String STATUS = "check-your-email";

  /// Asks once, however often the same key is sent. What is wrong with the request is said before
  /// the key is looked at: anybody can send it, and nothing counts how often, so it leaves no row.
  ///
  /// @param checked what the request says, or [com.klaro.api.web.problem.Problem]
  /// @param ask is given that, and the id of what it makes
  static <T> Response once(
      IdempotencyKeys keys,
      ContainerRequestContext request,
      Body<?> body,
      Supplier<T> checked,
      BiConsumer<UUID, T> ask) {
    T asked = checked.get();
    return keys.run(
        request,
        IdempotencyOwner.of(Peer.of(request)),
        body,
        () -> {},
        id -> {
          ask.accept(id, asked);
          return Response.accepted(new Accepted(STATUS)).build();
        });
  }
}
