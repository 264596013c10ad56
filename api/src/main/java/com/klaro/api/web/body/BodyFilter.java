package com.klaro.api.web.body;

import com.klaro.api.web.limit.Overload;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.request.JerseyRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;

/// Reads the whole body, up to the route's cap, before the caller is authenticated and before a
/// connection is taken: a slow sender holds nothing but its own socket. A body that says it is
/// larger is refused without being read.
public final class BodyFilter implements ContainerRequestFilter {

  /// Before authentication (`Priorities.AUTHENTICATION` is 1000).
  public static final int PRIORITY = 900;

  /// Names that no client can send, because a field name has no colon (RFC 9110 §5.1).
  static final String CONTENT_TYPE = ":content-type";

  static final String CONTENT_ENCODING = ":content-encoding";

  private static final String TRANSFER_ENCODING = "Transfer-Encoding";

  /// For the whole body; the idle timeout alone would let a byte every half minute go on for days.
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private final int cap;
  private final Duration patience;

  public BodyFilter(int cap, Duration patience) {
    this.cap = cap;
    this.patience = patience;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (declaredLength(request) > cap) {
      throw tooLarge();
    }
    byte[] body = hasBody(request) ? unhurried(request) : new byte[0];
    if (body.length > cap) {
      throw tooLarge();
    }
    request.setEntityStream(new ByteArrayInputStream(body));
    var headers = request.getHeaders();
    headers.putSingle(
        CONTENT_TYPE,
        request.getProperty(JerseyRequest.CONTENT_TYPE) instanceof String sent ? sent : "");
    headers.putSingle(
        CONTENT_ENCODING, text(request.getHeaderString(HttpHeaders.CONTENT_ENCODING)));
    headers.remove(HttpHeaders.CONTENT_ENCODING);
  }

  /// While a client sends, it has no place among the requests at work: slow ones would fill them
  /// all.
  private byte[] unhurried(ContainerRequestContext request) {
    Overload.leave(request);
    byte[] body = read(request.getEntityStream());
    Overload.enterAgain(request);
    return body;
  }

  private byte[] read(InputStream sent) {
    long begun = System.nanoTime();
    var body = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    try {
      for (int n = sent.read(part); n >= 0 && body.size() <= cap; n = sent.read(part)) {
        body.write(part, 0, n);
        if (System.nanoTime() - begun > patience.toNanos()) {
          throw Problem.of(ProblemType.REQUEST_TIMEOUT).withHeader("Connection", "close");
        }
      }
    } catch (IOException | HttpException.RuntimeException broken) {
      throw unreadable(broken);
    }
    return body.toByteArray();
  }

  private static boolean hasBody(ContainerRequestContext request) {
    return declaredLength(request) > 0 || request.getHeaderString(TRANSFER_ENCODING) != null;
  }

  /// Bad framing, a sender that is too slow, or one that has gone: the client's doing each time, so
  /// never a 500.
  private static Problem unreadable(Exception broken) {
    for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException
          || (cause instanceof HttpException http && http.getCode() == 408)) {
        return Problem.of(ProblemType.REQUEST_TIMEOUT).withHeader("Connection", "close");
      }
    }
    return Problem.invalid("body", "must arrive whole and well framed")
        .withHeader("Connection", "close");
  }

  private static Problem tooLarge() {
    return Problem.of(ProblemType.TOO_LARGE).withHeader("Connection", "close");
  }

  private static long declaredLength(ContainerRequestContext request) {
    String length = text(request.getHeaderString(HttpHeaders.CONTENT_LENGTH));
    return length.matches("[0-9]{1,18}")
        ? Long.parseLong(length)
        : length.isEmpty() ? 0 : Long.MAX_VALUE;
  }

  private static String text(@Nullable String header) {
    return header == null ? "" : header;
  }
}
