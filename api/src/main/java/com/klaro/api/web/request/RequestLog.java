package com.klaro.api.web.request;

import com.klaro.store.secrets.Hmac;
import com.klaro.store.telemetry.LogFields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// The one line that a request leaves: its route, its status, and as fields who asked, from where
/// and how it ended (ASVS 16.2.1, 16.3). Whatever may change something leaves one, let in or not;
/// of reads, those that were refused. What found no route has none, nor has what the general limit
/// turned away, so strangers write no more lines than that lets through. A failure of ours has
/// another line.
public final class RequestLog {

  /// A request's attribute: the block of addresses that share a limit, once somebody looked.
  public static final String BLOCK = "com.klaro.block";

  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
  private static final Set<Integer> REFUSED = Set.of(401, 403, 429);
  private static final List<String> READS = List.of("GET", "HEAD");
  private static final int CLIENT_BYTES = 6;

  private final @Nullable Hmac clients;

  private RequestLog(@Nullable Hmac clients) {
    this.clients = clients;
  }

  /// @param key from `MasterKey.derive("log-clients")`: lines tell clients apart and name nobody
  public static RequestLog of(byte[] key) {
    return new RequestLog(new Hmac(key));
  }

  public static RequestLog withoutClients() {
    return new RequestLog(null);
  }

  void answered(Request request, int status) {
    if (!(request.getAttribute(TracedHandler.NAME) instanceof String name) || status >= 500) {
      return;
    }
    @Nullable String noted = MDC.get(LogFields.OUTCOME.key());
    if (READS.contains(request.getMethod()) && noted == null && !REFUSED.contains(status)) {
      return;
    }
    String outcome = noted == null ? RequestOutcome.of(status).word() : noted;
    try (var _ = LogFields.CLIENT.with(client(request));
        var _ = LogFields.OUTCOME.with(outcome)) {
      LOG.info("{} answered {}", name, status);
    }
  }

  /// Letters only: digits in a row would look like somebody's number.
  private @Nullable String client(Request request) {
    if (clients == null || !(request.getAttribute(BLOCK) instanceof String block)) {
      return null;
    }
    byte[] mac = clients.of(block.getBytes(StandardCharsets.UTF_8));
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < CLIENT_BYTES; i++) {
      letters.append((char) ('a' + (mac[i] >> 4 & 15))).append((char) ('a' + (mac[i] & 15)));
    }
    return letters.toString();
  }
}
