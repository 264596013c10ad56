package com.klaro.api.operations;

import com.klaro.store.audit.AuditEvent;
import com.klaro.store.audit.OperatorTrail;
import com.klaro.store.database.DatabaseUnavailable;
import com.klaro.store.network.ThisMachine;
import com.klaro.store.temporal.PayloadDecoder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// `POST /temporal/codec/decode` on the admin connector: makes histories readable in Temporal's web
/// pages, for an operator.
///
/// Any page in a browser can post to loopback, so Host, Origin and content type are checked
/// exactly; there is no `encode`. Each call is an act in the platform chain, written before
/// anything is shown.
final class DecodeServlet extends HttpServlet {

  private final OperationsSettings settings;
  private final transient PayloadDecoder decoder;
  private final transient OperatorTokens tokens;
  private final transient OperatorTrail trail;

  DecodeServlet(
      OperationsSettings settings,
      PayloadDecoder decoder,
      OperatorTokens tokens,
      OperatorTrail trail) {
    this.settings = settings;
    this.decoder = decoder;
    this.tokens = tokens;
    this.trail = trail;
  }

  @Override
  protected void doOptions(HttpServletRequest request, HttpServletResponse response) {
    // Browsers ask before they may send the token, so this is answered without one (Fetch standard,
    // CORS preflight).
    response.setStatus(allowOrigin(request, response) && isLocalHost(request) ? 204 : 403);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean ownOrigin = request.getHeader("Origin") == null || allowOrigin(request, response);
    if (!ownOrigin || !isLocalHost(request)) {
      response.setStatus(403);
      return;
    }
    Optional<String> operator = operator(request);
    if (operator.isEmpty()) {
      response.setHeader("WWW-Authenticate", "Bearer");
      response.setStatus(401);
      return;
    }
    String type = request.getContentType() == null ? "" : request.getContentType();
    if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      response.setStatus(415);
      return;
    }
    byte[] asked = request.getInputStream().readNBytes(PayloadDecoder.MAX_BYTES + 1);
    switch (decoder.decode(asked)) {
      case PayloadDecoder.Decoded.TooLarge() -> response.setStatus(413);
      case PayloadDecoder.Decoded.NotPayloads() -> response.setStatus(400);
      case PayloadDecoder.Decoded.Answer(byte[] json, int payloads) -> {
        try {
          record(operator.get(), payloads);
        } catch (DatabaseUnavailable away) {
          response.setHeader("Retry-After", "2");
          response.setStatus(503);
          return;
        }
        response.setContentType("application/json;charset=utf-8");
        response.getOutputStream().write(json);
      }
    }
  }

  private void record(String operator, int payloads) {
    var event =
        new AuditEvent(
            "history.decoded",
            "operator/" + operator,
            Map.of("payloads", Integer.toString(payloads)));
    trail.append("operations", event);
  }

  private Optional<String> operator(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization != null) {
      return authorization.startsWith("Bearer ")
          ? tokens.verify(authorization.substring("Bearer ".length()))
          : Optional.empty();
    }
    return settings.decodeWithoutToken() && cameOverLoopback(request)
        ? Optional.of("local")
        : Optional.empty();
  }

  private boolean allowOrigin(HttpServletRequest request, HttpServletResponse response) {
    String origin = request.getHeader("Origin");
    response.setHeader("Vary", "Origin");
    if (origin == null || !settings.uiOrigins().contains(origin)) {
      return false;
    }
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Allow-Methods", "POST, OPTIONS");
    response.setHeader(
        "Access-Control-Allow-Headers",
        "Content-Type, X-Namespace, Authorization, Authorization-Extras");
    response.setHeader("Access-Control-Max-Age", "600");
    return true;
  }

  /// A name that an attacker made point to loopback is not one of ours (DNS rebinding). Behind a
  /// token the name is free.
  private boolean isLocalHost(HttpServletRequest request) {
    return !settings.decodeWithoutToken() || ThisMachine.is(request.getServerName());
  }

  /// What the caller wrote says where it came to; without a token only where it did come to counts.
  private static boolean cameOverLoopback(HttpServletRequest request) {
    return ThisMachine.is(request.getLocalAddr());
  }
}
