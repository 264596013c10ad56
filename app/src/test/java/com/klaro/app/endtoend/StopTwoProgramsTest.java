package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.app.client.ApiClient;
import com.klaro.app.client.Mailbox;
import com.klaro.sandbox.mail.MailboxSettings;
import com.klaro.sandbox.network.LoopbackPort;
import com.klaro.sandbox.process.Patience;
import com.klaro.sandbox.temporal.InMemoryServer;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.temporal.SearchedBy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `klaro api` and `klaro worker` beside servers that stay, told to end while customers ask.
class StopTwoProgramsTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String NAMESPACE = "klaro";

  private final OkHttpClient http = new OkHttpClient();
  private final int port = LoopbackPort.free();
  private final String url = "http://127.0.0.1:" + port;

  @TempDir private Path folder;

  @Test
  void whatWasSentIsAnsweredAndWhatWasBegunIsHandedIn() throws Exception {
    var load = new StopUnderLoad();
    MigratedHome migrated = MigratedHome.in(folder, "stopped");
    var settings = new MailboxSettings(folder.resolve("mailbox"), 0, 0);
    try (var mail = com.klaro.sandbox.mail.Mailbox.start(settings, Clock.systemUTC());
        var temporal = InMemoryServer.start(0, NAMESPACE, SearchedBy.types());
        var histories = Histories.at(temporal.address(), NAMESPACE)) {
      var mailbox = new Mailbox(ApiClient.of(http, mail.url()));
      KlaroHome home =
          migrated
              .home()
              .with("TEMPORAL_ADDRESS", temporal.address())
              .with("TEMPORAL_NAMESPACE", NAMESPACE)
              .config(settings(mail.smtpPort()));
      try (Program worker = start(home, "worker");
          Program api = start(home, "api")) {
        worker.hasSaid("on shift");
        api.hasSaid("the API listens");
        String token = accessToken(mailbox);
        load.endsWell(
            url,
            token,
            () -> {
              worker.terminate();
              api.terminate();
              assertThat(List.of(worker.ended(), api.ended())).containsOnly(0);
            });
      }
      try (Program _ = start(home, "worker")) {
        assertThat(load.accepted())
            .allSatisfy(
                customer -> assertThat(mailbox.await(customer.address(), 1, LONGEST)).hasSize(1));
      }
      List<String> all = signups(migrated.database());
      assertThat(all).as("these and the one from before").hasSize(load.accepted().size() + 1);
      assertThat(all)
          .allSatisfy(id ->
              StopUnderLoad.nothingWasTakenAndNotHandedIn(
                  histories.events("identity/signup/" + id)));
    } finally {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }

  private String settings(int smtpPort) {
    return StopUnderLoad.PATIENT.replace(
            "http: {", "http: {port: %d, adminPort: %d, ".formatted(port, LoopbackPort.free()))
        + """
        profile: development
        worker: {adminPort: %d}
        mail: {port: %d}
        identity: {passwords: {breaches: {url: 'http://127.0.0.1:1'}}}
        """
            .formatted(LoopbackPort.free(), smtpPort);
  }

  private String accessToken(Mailbox mailbox) {
    ApiClient api = ApiClient.of(http, url);
    String address = "asha@example.com";
    api.post(
            "/v1/signups",
            Map.of("email", address, "workspaceName", "River Walks", "country", "IN"))
        .expect(202);
    String token = mailbox.await(address, 1, LONGEST).getLast().token().orElseThrow();
    return api.post(
            "/v1/signups/complete",
            Map.of("token", token, "fullName", "Asha Rao", "password", Customer.PASSWORD))
        .expect(201)
        .text("accessToken");
  }

  private static List<String> signups(DatabaseAddress database) throws SQLException {
    try (var connection = database.dataSource("test").getConnection();
        var rows = connection.createStatement().executeQuery("SELECT id FROM signups")) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private Program start(KlaroHome home, String command) throws IOException {
    Path said = Files.createTempFile(folder, command, ".log");
    return new Program(
        home.process(command, "--config", folder.resolve("over.yml").toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start(),
        said);
  }

  private record Program(Process process, Path said) implements AutoCloseable {

    void hasSaid(String words) {
      assertThat(Patience.await(Duration.ofMinutes(2), () -> text().contains(words)))
          .as(text())
          .isTrue();
    }

    void terminate() {
      process.destroy();
    }

    int ended() {
      try {
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as(text()).isTrue();
        return process.exitValue();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stopped);
      }
    }

    private String text() {
      try {
        return Files.readString(said);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    public void close() {
      process.destroy();
      try {
        int _ = ended();
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
