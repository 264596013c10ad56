package com.klaro.api.web.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.klaro.api.web.problem.FieldError;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer as it is kept: what a client may act on, without what belongs to one request only
/// (request id, limits). A refusal is kept as its parts and rendered again, with the id of the
/// request that asks.
///
/// @param problem name of the [ProblemType] constant; null for an answer of success
record FirstAnswer(
    int status,
    @Nullable String location,
    byte @Nullable [] body,
    @Nullable String problem,
    @Nullable String detail,
    List<FieldError> errors) {

  private static final ObjectMapper STORED = new ObjectMapper();

  static final String REPLAYED = "Idempotency-Replayed";

  /// @param mapper the one that writes answers, so that a replay has the very bytes of the first
  static FirstAnswer of(Response response, ObjectMapper mapper) {
    try {
      Object entity = response.getEntity();
      byte[] body = entity == null ? null : mapper.writeValueAsBytes(entity);
      return new FirstAnswer(
          response.getStatus(),
          response.getHeaderString(HttpHeaders.LOCATION),
          body,
          null,
          null,
          List.of());
    } catch (JsonProcessingException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  static FirstAnswer of(Problem problem) {
    return new FirstAnswer(
        problem.type().status(),
        null,
        null,
        problem.type().name(),
        problem.detail(),
        problem.errors());
  }

  boolean isSuccess() {
    return problem == null;
  }

  Response first() {
    Response.ResponseBuilder response = Response.status(status);
    if (location != null) {
      response.header(HttpHeaders.LOCATION, location);
    }
    return body == null ? response.build() : response.entity(body).type("application/json").build();
  }

  /// @throws Problem the first one, when it was one
  Response replay() {
    if (problem != null) {
      Problem again =
          Problem.of(ProblemType.valueOf(problem)).withErrors(errors).withHeader(REPLAYED, "true");
      throw detail == null ? again : again.withDetail(detail);
    }
    return Response.fromResponse(first()).header(REPLAYED, "true").build();
  }

  byte[] stored() {
    try {
      return STORED.writeValueAsBytes(this);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static FirstAnswer read(byte[] stored) {
    try {
      return STORED.readValue(stored, FirstAnswer.class);
    } catch (IOException changed) {
      throw new UncheckedIOException(changed);
    }
  }
}
