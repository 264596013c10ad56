package com.klaro.api.identity;

import com.klaro.api.web.body.Body;
import com.klaro.api.web.idempotency.IdempotencyKeys;
import com.klaro.api.web.idempotency.IdempotencyOwner;
import com.klaro.api.web.json.Described;
import com.klaro.api.web.limit.Peer;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Consumer;

/// The one answer where a mail follows, or might: to whoever typed an address, known or not, and to
/// whoever deleted their account.
public record Accepted(
    @Described(oneOf = Accepted.STATUS, example = Accepted.STATUS) String status) {

  static final String STATUS = "check-your-email";

  /// Asks once, however often the same key is sent. What is wrong with the body is said before this
  /// is called: anybody can send it, and nothing counts how often, so it leaves no row.
  ///
  /// @param ask is given the id of what it makes
  static Response once(
      IdempotencyKeys keys, ContainerRequestContext request, Body<?> body, Consumer<UUID> ask) {
    return keys.run(
        request,
        IdempotencyOwner.of(Peer.of(request)),
        body,
        () -> {},
        id -> {
          ask.accept(id);
          return Response.accepted(new Accepted(STATUS)).build();
        });
  }
}
