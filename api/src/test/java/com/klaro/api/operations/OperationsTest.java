package com.klaro.api.operations;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.JsonFormat;
import com.klaro.api.Answer;
import com.klaro.api.Call;
import com.klaro.api.RunningApi;
import com.klaro.api.tokens.AccessTokenKeys;
import com.klaro.api.web.RawHttp;
import com.klaro.store.database.Ids;
import com.klaro.store.identity.People;
import com.klaro.store.temporal.PayloadDecoder;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsTest {

  private static final String DECODE = "/temporal/codec/decode";
  private static final String NOTHING = "{\"payloads\":[]}";

  /// The server prints one name and people type the other.
  private static final List<String> UIS = List.of(RunningApi.UI, RunningApi.UI_BY_NUMBER);

  private final RunningApi api = RunningApi.start();
  private final OperatorTokens operators =
      new OperatorTokens(
          AccessTokenKeys.from(api.store().secrets(), api.store().settings().random()),
          api.clock(),
          Ids.timeOrdered());

  @AfterAll
  void close() {
    api.close();
  }

  @Test
  void onlyAnOperatorDecodesAndEachTimeIsAudited() {
    long before = decoded();
    People.Person person = api.people().signedIn("decode@example.com");
    assertThat(decode(api).send().status()).isEqualTo(401);
    assertThat(decode(api).bearer("garbage").send().status()).isEqualTo(401);
    assertThat(decode(api).bearer(api.token(person)).send().status()).isEqualTo(401);
    assertThat(decode(api).header("Origin", RunningApi.UI).send().status()).isEqualTo(401);
    assertThat(decoded()).isEqualTo(before);
    Answer answer = decode(api).bearer(operator()).send();
    assertThat(answer.status()).as(answer.bytes()).isEqualTo(200);
    for (String origin : UIS) {
      Answer shown = decode(api).bearer(operator()).header("Origin", origin).send();
      assertThat(shown.status()).as(origin).isEqualTo(200);
      assertThat(shown.header("Access-Control-Allow-Origin")).isEqualTo(origin);
    }
    assertThat(decoded()).isEqualTo(before + 1 + UIS.size());
  }

  /// Whoever opens the API to a network has not opened this.
  @Test
  void theAdminPortIsWhereItsOwnSettingSays() throws IOException {
    try (RunningApi elsewhere = RunningApi.withAdminAt("127.0.0.2")) {
      int port = elsewhere.server().adminPort();
      assertThatThrownBy(() -> connect(loopback(1), port)).isInstanceOf(ConnectException.class);
      connect(loopback(2), port);
      connect(loopback(1), elsewhere.server().port());
    }
  }

  private static InetAddress loopback(int last) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  private static void connect(InetAddress address, int port) throws IOException {
    new Socket(address, port).close();
  }

  @Test
  void anEncryptedPayloadComesBackReadable() throws Exception {
    Payload plain =
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
            .setData(ByteString.copyFromUtf8("\"Dosa and tea\""))
            .build();
    List<Payload> encrypted = api.store().codec().encode(List.of(plain));
    String asked =
        JsonFormat.printer().print(Payloads.newBuilder().addAllPayloads(encrypted).build());
    Answer answer = api.admin("POST", DECODE).bearer(operator()).json(asked).send();
    assertThat(answer.status()).as(answer.bytes()).isEqualTo(200);
    Payloads.Builder shown = Payloads.newBuilder();
    JsonFormat.parser().merge(answer.body(), shown);
    assertThat(encrypted).doesNotContain(plain);
    assertThat(shown.getPayloadsList()).containsExactly(plain);
  }

  /// Whoever could encrypt could write histories that the workers believe.
  @Test
  void nobodyEncryptsHere() {
    assertThat(
            api.admin("POST", "/temporal/codec/encode")
                .bearer(operator())
                .json(NOTHING)
                .send()
                .status())
        .isEqualTo(404);
  }

  @Test
  void otherOriginsAreRefusedWhateverTheyCarry() {
    for (String origin :
        List.of(
            "http://evil.example",
            "http://localhost:8233.evil.example",
            "null",
            "https://localhost:8233")) {
      assertThat(decode(api).bearer(operator()).header("Origin", origin).send().status())
          .as(origin)
          .isEqualTo(403);
      assertThat(api.admin("OPTIONS", DECODE).header("Origin", origin).send().status())
          .as(origin)
          .isEqualTo(403);
    }
    for (String origin : UIS) {
      Answer asked = api.admin("OPTIONS", DECODE).header("Origin", origin).send();
      assertThat(asked.status()).as(origin).isEqualTo(204);
      assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo(origin);
      assertThat(asked.header("Access-Control-Allow-Headers"))
          .as("what the pages and their command line send")
          .isEqualTo("Content-Type, X-Namespace, Authorization, Authorization-Extras");
      assertThat(asked.header("Access-Control-Allow-Methods")).isEqualTo("POST, OPTIONS");
    }
  }

  @Test
  void whatIsNoQuestionIsRefused() {
    assertThat(
            api.admin("POST", DECODE)
                .bearer(operator())
                .header("Content-Type", "text/plain")
                .send()
                .status())
        .isEqualTo(415);
    assertThat(api.admin("POST", DECODE).bearer(operator()).json("[]").send().status())
        .isEqualTo(400);
    assertThat(api.admin("GET", DECODE).bearer(operator()).send().status()).isEqualTo(405);
    assertThat(api.call("POST", DECODE).json(NOTHING).send().status()).isEqualTo(404);
  }

  @Test
  void anOperatorTokenEndsWithTheShift() {
    String token = operators.issue(Duration.ofMinutes(5));
    api.clock().advance(Duration.ofMinutes(5));
    assertThat(decode(api).bearer(token).send().status()).isEqualTo(401);
  }

  /// The last character of a signature has bits that mean nothing.
  @Test
  void anOperatorTokenHasOneSpelling() {
    String token = operator();
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    String respelled = token.substring(0, token.length() - 1) + alphabet.charAt(last ^ 1);
    assertThat(decode(api).bearer(respelled).send().status()).isEqualTo(401);
    assertThat(decode(api).bearer(token).send().status()).isEqualTo(200);
  }

  /// A page whose name an attacker made point to loopback still says its own name.
  @Test
  void inDevelopmentTheNameOfTheHostDecides() throws Exception {
    try (RunningApi development = RunningApi.decodingWithoutToken("127.0.0.1")) {
      assertThat(decode(development).send().status()).isEqualTo(200);
      assertThat(decode(development).header("Origin", "http://evil.example").send().status())
          .isEqualTo(403);
      assertThat(decode(development).bearer("garbage").send().status()).isEqualTo(401);
      for (String host :
          List.of("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8081")) {
        RawHttp.Answer answer =
            RawHttp.exchange(
                development.server().adminPort(),
                "POST %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(DECODE, host, NOTHING.length(), NOTHING));
        assertThat(answer.status()).as(host).isEqualTo(403);
      }
    }
  }

  /// Whatever the caller says where it came to: to the admin port of this machine on a network,
  /// where there is one, and to any address at all as Jetty tells of it.
  @Test
  void inDevelopmentWhoeverComesOverANetworkNeedsAToken() throws Exception {
    for (String address : List.of("127.0.0.1", "127.0.0.9", "::1")) {
      assertThat(statusOfOneThatCameTo(address)).as(address).isEqualTo(200);
    }
    for (String address : List.of("192.0.2.7", "10.0.0.4", "2001:db8::7", "fe80::1", "0.0.0.0")) {
      assertThat(statusOfOneThatCameTo(address)).as(address).isEqualTo(401);
    }
    for (InetAddress address : onANetwork()) {
      try (RunningApi open = RunningApi.decodingWithoutToken(address.getHostAddress());
          var socket = new Socket(address, open.server().adminPort())) {
        socket.setSoTimeout(40_000);
        socket.getOutputStream().write(question());
        assertThat(status(new String(socket.getInputStream().readAllBytes(), US_ASCII)))
            .as(address.toString())
            .isEqualTo(401);
      }
    }
  }

  private int statusOfOneThatCameTo(String address) throws Exception {
    var server = new Server();
    var told = new HttpConfiguration();
    told.setLocalAddress(new InetSocketAddress(InetAddress.ofLiteral(address), 8081));
    var connector = new LocalConnector(server, new HttpConnectionFactory(told));
    server.addConnector(connector);
    var context = new ServletContextHandler();
    context.addServlet(
        new DecodeServlet(
            new OperationsSettings(UIS, true),
            new PayloadDecoder(api.store().codec()),
            operators,
            api.store().operatorTrail()),
        DECODE);
    server.setHandler(context);
    server.start();
    try {
      return status(connector.getResponse(new String(question(), US_ASCII)));
    } finally {
      server.stop();
    }
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.split(" ", 3)[1]);
  }

  private static byte[] question() {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(DECODE, NOTHING.length(), NOTHING)
        .getBytes(US_ASCII);
  }

  private static List<InetAddress> onANetwork() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .limit(1)
        .toList();
  }

  @Test
  void metricsHaveASeriesForEachPart() {
    assertThat(
            api.post("/v1/sessions", "{\"email\":\"m@example.com\",\"password\":\"p\"}").status())
        .isEqualTo(401);
    Object _ = api.signup("metrics@example.com");
    // Asks Temporal, so that there is a call to count.
    assertThat(api.admin("GET", "/healthcheck").send().status()).isEqualTo(500);
    String metrics = api.admin("GET", "/metrics").send().body();
    for (String series :
        List.of(
            "http_server_requests_seconds_count{method=\"POST\",route=\"/v1/sessions\",status=\"401\"}",
            "hikaricp_connections",
            "klaro_outbox_left_to_dispatcher_total",
            "executor_active_threads{name=\"hashing\"",
            "temporal_")) {
      assertThat(metrics).contains(series);
    }
    assertThat(metrics).doesNotContain("example.com");
  }

  @Test
  void healthTellsPostgresFromTemporal() {
    Answer withoutTemporal = api.admin("GET", "/healthcheck").send();
    assertThat(withoutTemporal.json().path("postgres").path("healthy").asBoolean()).isTrue();
    assertThat(withoutTemporal.json().path("temporal").path("healthy").asBoolean()).isFalse();
    assertThat(withoutTemporal.status()).isEqualTo(500);
    assertThat(api.admin("GET", "/live").send().status()).isEqualTo(200);
    assertThat(api.admin("GET", "/ready").send().status())
        .as("work is taken without Temporal")
        .isEqualTo(200);
    try (RunningApi broken = RunningApi.impatient()) {
      String token = broken.token(broken.people().signedIn("cut@example.com"));
      cutOff(broken);
      Answer withoutEither = broken.admin("GET", "/healthcheck").send();
      assertThat(withoutEither.json().path("postgres").path("healthy").asBoolean()).isFalse();
      assertThat(broken.admin("GET", "/live").send().status()).isEqualTo(200);
      assertThat(broken.admin("GET", "/ready").send().status()).isEqualTo(503);
      Answer refused = broken.call("GET", "/v1/me").bearer(token).send();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.problem()).isEqualTo("overloaded");
      assertThat(refused.header("Retry-After")).isNotEmpty();
    }
  }

  /// No new connections, and none of the old.
  private static void cutOff(RunningApi api) {
    try (Handle superuser = api.superuser()) {
      String database = superuser.select("SELECT current_database()").mapTo(String.class).one();
      superuser.execute("UPDATE pg_database SET datallowconn = false WHERE datname = ?", database);
      superuser
          .select(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ? AND pid <>"
                  + " pg_backend_pid()",
              database)
          .mapTo(Boolean.class)
          .list();
    }
  }

  private static Call decode(RunningApi api) {
    return api.admin("POST", DECODE).json(NOTHING);
  }

  private String operator() {
    return operators.issue(Duration.ofHours(1));
  }

  private long decoded() {
    try (Handle superuser = api.superuser()) {
      return superuser
          .select(
              "SELECT count(*) FROM platform_audit_events WHERE chain = 'platform' AND action ="
                  + " 'history.decoded'")
          .mapTo(Long.class)
          .one();
    }
  }
}
