package com.klaro.api.web.request;

import com.klaro.store.network.AnswerHeaders;
import com.klaro.store.telemetry.LogFields;
import com.klaro.store.telemetry.Span;
import com.klaro.store.telemetry.SpanField;
import com.klaro.store.telemetry.Tracing;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// A span per request, from before the wait for a place to the end of the answer, and the trace's
/// id in the request's log lines. [RouteSpan] names it once a route is found; before that it has
/// only its method, since a path may hold a token.
public final class TracedHandler extends Handler.Wrapper {

  public static final String SPAN = "com.klaro.span";

  /// The route's name, once there is one.
  public static final String NAME = "com.klaro.route";

  private static final String TRACEPARENT = "traceparent";

  private final Tracing tracing;
  private final RequestLog log;

  public TracedHandler(Tracing tracing, RequestLog log, Handler inner) {
    super(inner);
    this.tracing = tracing;
    this.log = log;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String method = JerseyRequest.offered(request.getMethod());
    try (Span span = tracing.entered(method, parent(request)).put(SpanField.METHOD, method);
        var _ = LogFields.TRACE_ID.with(span.traceId())) {
      request.setAttribute(SPAN, span);
      // One that the caller chose is in our logs and in nobody else's: a span says what we say.
      if (!RequestId.current().equals(request.getHeaders().get(AnswerHeaders.REQUEST_ID))) {
        span.put(SpanField.REQUEST_ID, RequestId.current());
      }
      return watched(request, response, callback, span);
    } finally {
      LogFields.WORKSPACE_ID.clear();
      LogFields.WORKFLOW_ID.clear();
      LogFields.ACCOUNT_ID.clear();
      LogFields.OUTCOME.clear();
    }
  }

  private boolean watched(Request request, Response response, Callback callback, Span span)
      throws Exception {
    try {
      boolean handled = super.handle(request, response, callback);
      answered(request, response.getStatus(), span);
      return handled;
    } catch (Exception | Error failure) {
      span.failed(failure);
      throw failure;
    }
  }

  private void answered(Request request, int status, Span span) {
    span.put(SpanField.STATUS, Integer.toString(status));
    if (status >= 500) {
      span.failed(Integer.toString(status));
    }
    log.answered(request, status);
  }

  /// Of several, none: nobody knows whose is whose.
  private static @Nullable String parent(Request request) {
    List<String> sent = request.getHeaders().getValuesList(TRACEPARENT);
    return sent.size() == 1 ? sent.getFirst() : null;
  }
}
