package com.klaro.api.web.server;

import com.klaro.api.web.problem.FieldError;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Refuses what a proxy before us may have read otherwise. The server below undoes the chunks of a
/// body and takes no notice of another coding (RFC 9112 §6.1).
final class Framing extends Handler.Wrapper {

  private static final String HEADER = "Transfer-Encoding";

  Framing(Handler inner) {
    super(inner);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    List<String> codings = request.getHeaders().getValuesList(HEADER);
    if (codings.isEmpty()
        || (codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked"))) {
      return super.handle(request, response, callback);
    }
    request.setAttribute(
        ServerErrors.FIELD, new FieldError(HEADER, "must be chunked and nothing else"));
    Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
    return true;
  }
}
