package com.klaro.api.web.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.klaro.api.web.problem.FieldError;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemBody;
import com.klaro.api.web.problem.ProblemMapper;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.request.RequestId;
import com.klaro.store.database.Ids;
import com.klaro.store.network.AnswerHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// What the HTTP server itself refuses (malformed request line, bad framing, header too large, no
/// room, an unexpected failure outside of Jersey) as problems with all headers. A message too
/// malformed to become a request never passes [Dressing], so the headers are set here as well.
final class ServerErrors extends ErrorHandler {

  /// Attribute with the type, where a status alone would not say it.
  static final String TYPE = "com.klaro.problemType";

  /// Attribute with what is wrong, where it is more than the message as a whole.
  static final String FIELD = "com.klaro.problemField";

  private static final FieldError MESSAGE =
      new FieldError("request", "must be a well-formed HTTP request");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Ids ids;

  ServerErrors(Ids ids) {
    this.ids = ids;
    setShowStacks(false);
    setShowCauses(false);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    ProblemType type =
        request.getAttribute(TYPE) instanceof ProblemType named
            ? named
            : ProblemType.ofStatus(response.getStatus());
    response.setStatus(type.status());
    Object known = request.getAttribute(RequestId.ATTRIBUTE);
    String id = known instanceof String text ? text : AnswerHeaders.requestId(null, ids::next);
    FieldError error = request.getAttribute(FIELD) instanceof FieldError field ? field : MESSAGE;
    byte[] body = body(type, error, response.getHeaders(), id);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static byte[] body(
      ProblemType type, FieldError error, HttpFields.Mutable headers, String id) {
    Problem problem =
        type == ProblemType.INVALID_REQUEST
            ? Problem.of(type).withErrors(List.of(error))
            : Problem.of(type);
    byte[] body = json(ProblemBody.of(problem, id));
    headers.put(HttpHeader.CONTENT_TYPE, ProblemMapper.MEDIA_TYPE);
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    if (type == ProblemType.INVALID_REQUEST) {
      // What never reaches a route is counted by no limit on requests, only by those on
      // connections.
      headers.put(HttpFields.CONNECTION_CLOSE);
    }
    if (type == ProblemType.OVERLOADED) {
      headers.put(HttpHeader.RETRY_AFTER, 1);
    }
    SecurityHeaders.addTo(headers, id);
    return body;
  }

  private static byte[] json(ProblemBody body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      return "{}".getBytes(StandardCharsets.UTF_8);
    }
  }
}
