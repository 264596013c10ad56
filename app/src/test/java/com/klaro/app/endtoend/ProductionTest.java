package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.network.LoopbackPort;
import com.klaro.sandbox.process.Patience;
import com.klaro.sandbox.temporal.InMemoryServer;
import com.klaro.sandbox.tls.SelfSigned;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.secrets.MasterKeyFile;
import com.klaro.store.temporal.SearchedBy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `klaro api` and `klaro worker` as an operator starts them, on a database that was migrated.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductionTest {

  private static final String NOWHERE = "127.0.0.1:1";

  private static final String LINKS = "links: {base: 'https://app.shop.internal'}\n";
  private static final String SENDER = "mail: {from: hello@shop.internal}\n";

  @TempDir private static Path folder;

  private KlaroHome home;
  private DatabaseAddress database;
  private SelfSigned certificate;
  private int port;
  private int tlsPort;

  @BeforeAll
  void prepare() throws IOException {
    MigratedHome migrated = MigratedHome.in(folder, "production");
    database = migrated.database();
    certificate = SelfSigned.keptIn(folder.resolve("tls"), Clock.systemUTC());
    port = LoopbackPort.free();
    tlsPort = LoopbackPort.free();
    home = migrated.home().with("TEMPORAL_ADDRESS", NOWHERE);
  }

  @Test
  void eachSettingThatProductionRefusesIsNamedInOneLine() throws IOException {
    refused(home, "http: {trustedProxies: []}\n", "api", 2, "http.tls");
    refused(home, served("operations: {decodeWithoutToken: true}\n"), "api", 2, "decodeWithout");
    refused(home, served("secrets: {masterKey: file:keys/made}\n"), "api", 2, "keys/made");
    KlaroHome weak = home.with("KLARO_DATABASE_URL", url("changeme", "127.0.0.1", database.port()));
    assertThat(refused(weak, served(""), "api", 2, "KLARO_DATABASE_URL"))
        .doesNotContain("changeme");
    KlaroHome clear =
        home.with("KLARO_DATABASE_URL", url("uY7-kq2Wm9", "db.internal.example", 5432));
    assertThat(refused(clear, served(""), "api", 2, "sslmode=verify-full"))
        .doesNotContain("uY7-kq2Wm9");
    KlaroHome plain = home.with("TEMPORAL_ADDRESS", "temporal.internal.example:7233");
    refused(plain, served(""), "api", 2, "temporal.tls");
    refused(
        home,
        served("mail: {host: mail.internal, from: a@shop.internal}\n"),
        "worker",
        2,
        "mail: tls: none");
    for (String program : new String[] {"api", "worker"}) {
      refused(home, onWeb(""), program, 2, "links.base");
      refused(home, onWeb(LINKS), program, 2, "mail.from");
    }
    refused(
        home,
        "http: {tls: {port: 0, certificate: /nowhere.pem, privateKey: /nowhere.pem}}\n"
            + LINKS
            + SENDER,
        "api",
        2,
        "/nowhere.pem");
  }

  /// As `RefusedStartTest` shows it for `dev`. Each reads its own sections, and every reference.
  @Test
  void whatIsMisspeltWrittenInClearOrNotInTheStoreStopsEitherProgram() throws IOException {
    refused(home, served("limits: {multiplyer: 3}\n"), "api", 2, "limits.multiplyer");
    refused(home, served("worker: {adminPrt: 3}\n"), "worker", 2, "worker.adminPrt");
    refused(home, served("worker: {drain: PT31S}\n"), "worker", 2, "worker.drain");
    String clear = SENDER.replace("}", ", user: klaro, password: hunter2}");
    assertThat(
            refused(home, served("nextauth: {secrets: [hunter2]}\n"), "api", 2, "nextauth.secrets")
                + refused(home, served(clear), "worker", 2, "mail.password"))
        .doesNotContain("hunter2");
    for (String program : new String[] {"api", "worker"}) {
      refused(
          home,
          served("nextauth: {secrets: [secret://nextauth/nobodys]}\n"),
          program,
          2,
          "nextauth.secrets.0: secret://nextauth/nobodys is not in the secret store; add it with"
              + " ./klaro secrets set nextauth/nobodys");
    }
  }

  /// Typed in the shell in which the production programs were started.
  @Test
  void developmentDoesNotWorkOnWhatIsReal() {
    KlaroHome.Ended ended = home.config("# nothing\n").refused();
    assertThat(ended.err()).contains("was not made by a development program").hasLineCount(1);
    assertThat(ended.code()).isEqualTo(1);
  }

  @Test
  void anAddressThatIsTakenIsNamedWithItsKey() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    try (var _ = new ServerSocket(port, 1, loopback);
        var _ = new ServerSocket(tlsPort, 1, loopback)) {
      write(served(""));
      KlaroHome.Ended ended = home.run("api", "--config", over());
      assertThat(ended.code()).as(ended.err()).isEqualTo(1);
      assertThat(ended.err().lines().filter(line -> !line.startsWith("{")))
          .containsExactly(
              "klaro: Cannot listen on 127.0.0.1:%d (http.port): Address already in use,"
                      .formatted(port)
                  + " 127.0.0.1:%d (http.tls.port): Address already in use".formatted(tlsPort));
    }
  }

  @Test
  void aServerBelowItsFloorIsRefusedWithWhatIsThereAndWhatIsNeeded() throws Exception {
    pretendVersion(150_018);
    try {
      for (String program : new String[] {"api", "worker"}) {
        assertThat(refused(home, served(""), program, 3, "Postgres is 15.18"))
            .contains("15.20 or newer");
      }
    } finally {
      pretendVersion(0);
    }
    int temporal = LoopbackPort.free();
    try (var _ = InMemoryServer.start(temporal, "klaro", Map.of())) {
      KlaroHome old =
          home.with("TEMPORAL_ADDRESS", "127.0.0.1:" + temporal)
              .with("TEMPORAL_NAMESPACE", "klaro");
      assertThat(refused(old, served(""), "api", 3, "Temporal is of no known version"))
          .contains("1.29.7 or newer", "profile: development lets this one pass");
    }
  }

  /// The worker waited for it, and would otherwise work with it until the next start.
  @Test
  void aTemporalThatComesLaterIsHeldToItsFloorToo() throws Exception {
    int temporal = LoopbackPort.free();
    int admin = LoopbackPort.free();
    write(served("worker: {adminPort: " + admin + "}\n"));
    Process worker =
        home.with("TEMPORAL_ADDRESS", "127.0.0.1:" + temporal)
            .with("TEMPORAL_NAMESPACE", "klaro")
            .process("worker", "--config", over())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("worker.log").toFile())
            .start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest health = request("http://127.0.0.1:" + admin + "/healthcheck").build();
      awaitWords(client, health, "waiting for Temporal at 127.0.0.1:" + temporal);
      try (var _ = InMemoryServer.start(temporal, "klaro", Map.of())) {
        awaitWords(client, health, "not on shift: Temporal is of no known version");
      }
    } finally {
      worker.destroy();
      if (!worker.waitFor(90, TimeUnit.SECONDS)) {
        worker.destroyForcibly();
      }
    }
    assertThat(Files.readString(folder.resolve("worker.log")))
        .contains("; it is waiting for Temporal at 127.0.0.1:" + temporal)
        .containsOnlyOnce("Temporal is of no known version")
        .doesNotContain("The worker is on shift");
  }

  /// A terminal is read by a person, and the log's lines are for machines.
  @Test
  void aWorkerThatWaitedSaysPlainlyWhenItIsOnShift() throws Exception {
    int temporal = LoopbackPort.free();
    Path said = folder.resolve("waited.log");
    write(served("profile: development\nworker: {adminPort: " + LoopbackPort.free() + "}\n"));
    Process worker =
        home.with("TEMPORAL_ADDRESS", "127.0.0.1:" + temporal)
            .with("TEMPORAL_NAMESPACE", "klaro")
            .process("worker", "--config", over())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      awaitLine(said, "; it is waiting for Temporal at 127.0.0.1:" + temporal);
      try (var _ = InMemoryServer.start(temporal, "klaro", SearchedBy.types())) {
        awaitLine(said, "klaro: the worker is on shift\n");
      }
    } finally {
      worker.destroy();
      if (!worker.waitFor(90, TimeUnit.SECONDS)) {
        worker.destroyForcibly();
      }
    }
    assertThat(Files.readString(said)).containsOnlyOnce("klaro: the worker is on shift\n");
  }

  private static void awaitLine(Path log, String line) throws IOException {
    boolean _ = Patience.await(Duration.ofMinutes(2), () -> text(log).contains(line));
    assertThat(text(log)).contains(line);
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void awaitWords(HttpClient client, HttpRequest health, String words)
      throws IOException {
    assertThat(Patience.await(Duration.ofMinutes(2), () -> body(client, health).contains(words)))
        .as(Files.readString(folder.resolve("worker.log")))
        .isTrue();
  }

  private static String body(HttpClient client, HttpRequest request) {
    try {
      return send(client, request).body();
    } catch (IOException notYet) {
      return "";
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  @Test
  void onceItIsServedItIsServedEncryptedOnly() throws Exception {
    write(served(""));
    Process api =
        home.process("api", "--config", over())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("api.log").toFile())
            .start();
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(Pinned.to(certificate.certificate())).build()) {
      HttpRequest secure = request("https://localhost:" + tlsPort + "/problems").build();
      assertThat(Patience.await(Duration.ofMinutes(2), () -> answers(client, secure)))
          .as(Files.readString(folder.resolve("api.log")))
          .isTrue();
      HttpResponse<String> clear =
          send(client, request("http://127.0.0.1:" + port + "/problems").build());
      assertThat(clear.statusCode()).isEqualTo(403);
      assertThat(clear.body()).contains("/problems/https-required");
      HttpRequest behindAProxy =
          request("http://127.0.0.1:" + port + "/problems")
              .header("X-Forwarded-Proto", "https")
              .build();
      assertThat(send(client, behindAProxy).statusCode()).isEqualTo(200);
    } finally {
      api.destroy();
      if (!api.waitFor(90, TimeUnit.SECONDS)) {
        api.destroyForcibly();
      }
    }
  }

  private String refused(KlaroHome where, String yaml, String program, int code, String named)
      throws IOException {
    write(yaml);
    KlaroHome.Ended ended = where.run(program, "--config", over());
    assertThat(ended.code()).as(ended.err()).isEqualTo(code);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines().filter(it -> !it.contains("\"level\":\"WARN\"")))
        .as("one line and warnings: " + ended.err())
        .singleElement()
        .asString()
        .startsWith("klaro: ")
        .contains(named);
    return ended.err() + ended.out();
  }

  private void write(String yaml) throws IOException {
    MasterKeyFile.loadOrCreate(folder.resolve("home/keys/made"), false, new SecureRandom());
    KlaroHome _ = home.config(yaml);
  }

  private static String over() {
    return folder.resolve("over.yml").toString();
  }

  /// What production takes, and more.
  private String served(String more) {
    return onWeb(more) + LINKS + (more.contains("mail:") ? "" : SENDER);
  }

  /// The same, but for mails.
  private String onWeb(String more) {
    return """
    http:
      port: %d
      adminPort: %d
      trustedProxies: [127.0.0.1]
      tls: {port: %d, certificate: %s, privateKey: %s}
    database: {borrow: PT20S, deadline: PT20S}
    """
            .formatted(
                port,
                LoopbackPort.free(),
                tlsPort,
                certificate.certificate(),
                certificate.privateKey())
        + more;
  }

  private String url(String password, String host, int where) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(database.user(), password, host, where, database.database());
  }

  /// A server of an older release would say so to the role that asks.
  ///
  /// @param number 0 for what it really is
  private void pretendVersion(int number) throws Exception {
    String role = "\"" + database.database() + "_platform\"";
    try (Connection connection = database.dataSource("test").getConnection();
        var statement = connection.createStatement()) {
      if (number == 0) {
        statement.execute("ALTER ROLE " + role + " RESET search_path");
        statement.execute("DROP FUNCTION public.current_setting(text)");
      } else {
        statement.execute(
            "CREATE FUNCTION public.current_setting(text) RETURNS text LANGUAGE sql AS 'SELECT ''"
                + number
                + "'''");
        statement.execute("ALTER ROLE " + role + " SET search_path = public, pg_catalog");
      }
    }
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(java.net.URI.create(url)).timeout(Duration.ofSeconds(30));
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static boolean answers(HttpClient client, HttpRequest request) {
    try {
      return send(client, request).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
