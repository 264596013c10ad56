package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.klaro.app.client.Answer;
import com.klaro.app.client.Mailbox;
import com.klaro.sandbox.process.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What strangers send decides neither where a mail leads nor what a line of the log is.
class StrangersRequestsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LINE = "{\"event\":\"x\"}";
  private static final Pattern NAMED = Pattern.compile("\r\nX-Request-Id: (\\S+)");
  private static final String WRITTEN = "%7B%22event%22%3A%22x%22%7D";

  @TempDir private static Path folder;

  private static KlaroHome home;
  private static RunningKlaro klaro;

  @BeforeAll
  static void start() {
    home =
        KlaroHome.inMemory(folder)
            .with("TZ", "Asia/Kolkata")
            .config("limits:\n  multiplier: 100000\nlinks:\n  base: https://app.example.com\n");
    klaro = home.start();
  }

  @AfterAll
  static void stop() {
    klaro.close();
  }

  /// S2-5.
  @Test
  void aLinkLeadsWhereTheConfigurationSaysWhateverHostIsAskedFor() {
    var asha = new Customer("asha@example.com");
    asha.becomesACustomer(klaro);
    for (String header :
        List.of("Host", "X-Forwarded-Host", "X-Original-Host", "X-Forwarded-Server", "Forwarded")) {
      String value = header.equals("Forwarded") ? "host=evil.example;proto=http" : "evil.example";
      int before = asha.mails(klaro).size();
      klaro
          .api()
          .with(header, value)
          .post("/v1/password-resets", Map.of("email", asha.address()))
          .expect(202);
      Mailbox.Mail mail = klaro.mailbox().await(asha.address(), before + 1, PATIENCE).getFirst();
      assertThat(mail.text())
          .as(header)
          .contains("https://app.example.com/reset-password#token=")
          .doesNotContain("evil");
    }
  }

  /// S6-7.
  @Test
  void whoSignsUpAgainIsToldSoByMailAndByNothingElse() {
    var ravi = new Customer("ravi@example.com");
    Answer unknown = ravi.asksToSignUp(klaro).expect(202);
    Mailbox.Mail verification = klaro.mailbox().await(ravi.address(), 1, PATIENCE).getFirst();
    assertThat(verification.token()).isPresent();
    ravi.completes(klaro, verification.token().orElseThrow()).expect(201);

    Answer known = ravi.asksToSignUp(klaro).expect(202);
    assertThat(known.body()).isEqualTo(unknown.body());
    Mailbox.Mail again = klaro.mailbox().await(ravi.address(), 2, PATIENCE).getFirst();
    assertThat(again.subject()).isEqualTo("You already have a Klaro account");
    assertThat(again.token()).isEmpty();
  }

  /// S2-7, decision 0022. What reaches a route that may change something has its line, let in or
  /// not. What is no request, or finds no route, has none: with one for each, strangers would fill
  /// the disk.
  @Test
  void whateverIsSentEachRequestIsOneLine() throws IOException {
    var mira = new Customer("mira@example.com");
    mira.becomesACustomer(klaro);
    String password = Customer.PASSWORD;
    List<String> unread = new ArrayList<>();
    List<String> read = new ArrayList<>();
    for (String end : List.of("\r\n", "\n", "\r")) {
      assertThat(signIn(unread, end + LINE, mira.address(), password)).startsWith("HTTP/1.1 400");
      assertThat(signIn(unread, end + " " + LINE, mira.address(), password))
          .startsWith("HTTP/1.1 400");
    }
    for (String end : List.of("\\r\\n", "\\n", "\\u2028", "\\u0085")) {
      assertThat(signIn(read, "Phone", mira.address() + end + quoted(LINE), password))
          .startsWith("HTTP/1.1 401");
      assertThat(signIn(read, "Phone", mira.address(), end + quoted(LINE)))
          .startsWith("HTTP/1.1 401");
    }
    for (String path : List.of("%0d%0a", "%0a", "%250d%250a")) {
      assertThat(request(unread, "POST /v1/sessions" + path + WRITTEN, "Phone", "{}"))
          .startsWith("HTTP/1.1 400");
      assertThat(request(unread, "DELETE /v1/workspaces/" + path + WRITTEN, "Phone", "{}"))
          .startsWith("HTTP/1.1 400");
    }
    // To HTTP a letter like any other: one of a path that is no route, and one of a name.
    assertThat(request(unread, "POST /v1/sessions%E2%80%A8" + WRITTEN, "Phone", "{}"))
        .startsWith("HTTP/1.1 404");
    assertThat(request(read, "DELETE /v1/workspaces/%E2%80%A8" + WRITTEN, "Phone", "{}"))
        .startsWith("HTTP/1.1 401");
    String astray = read.getLast();
    for (String agent : List.of(LINE, "%0d%0a" + LINE, "\\r\\n" + LINE, "\t" + LINE)) {
      assertThat(signIn(read, agent, mira.address(), password)).startsWith("HTTP/1.1 200");
    }
    assertThat(
            request(
                read,
                "POST /v1/sessions?a=%0d%0a%7B%22event%22",
                "Phone",
                body(mira.address(), password)))
        .startsWith("HTTP/1.1 200");

    boolean _ = Patience.await(PATIENCE, () -> read.stream().allMatch(log()::contains));
    List<JsonNode> lines = lines(read);
    assertThat(lines).noneMatch(line -> line.has("event"));
    assertThat(ids(lines).filter(read::contains)).containsExactlyInAnyOrderElementsOf(read);
    assertThat(ids(lines)).doesNotContainAnyElementsOf(unread);
    JsonNode refused = lines.get(ids(lines).toList().indexOf(astray));
    assertThat(refused.path("message").asText())
        .isEqualTo("DELETE /v1/workspaces/{workspaceId} answered 401");
    assertThat(refused.at("/mdc/outcome").asText()).isEqualTo("failure");
    assertThat(refused.at("/mdc/client").asText()).matches("[a-p]{12}");
    assertThat(refused.path("mdc").has("workspaceId")).as("what they wrote is no id").isFalse();
  }

  /// S2-8: the time of a line is UTC wherever the machine stands. Milliseconds since 1970 have no
  /// zone that a reader would have to know.
  @Test
  void aLineSaysWhenInUtc() throws IOException {
    List<String> read = new ArrayList<>();
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    assertThat(signIn(read, "Phone", "nobody@example.com", "not the password"))
        .startsWith("HTTP/1.1 401");
    assertThat(Patience.await(PATIENCE, () -> log().contains(read.getLast()))).isTrue();
    Instant after = Instant.now();
    List<JsonNode> lines = lines(read);
    assertThat(lines).allMatch(line -> line.path("timestamp").isIntegralNumber());
    JsonNode line = lines.get(ids(lines).toList().indexOf(read.getLast()));
    assertThat(Instant.ofEpochMilli(line.path("timestamp").asLong())).isBetween(before, after);
  }

  /// Each is parsed: half a line, or one that somebody else wrote, is none.
  private static List<JsonNode> lines(List<String> expected) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : log().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    assertThat(lines).allMatch(JsonNode::isObject).hasSizeGreaterThan(expected.size());
    return lines;
  }

  private static String log() {
    try {
      return Files.readString(home.path().resolve("klaro.log"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Stream<String> ids(List<JsonNode> lines) {
    return lines.stream().map(line -> line.path("mdc").path("requestId").asText());
  }

  private static String signIn(List<String> ids, String agent, String email, String password) {
    return request(ids, "POST /v1/sessions", agent, body(email, password));
  }

  private static String body(String email, String password) {
    return "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
  }

  private static String quoted(String text) {
    return text.replace("\"", "\\\"");
  }

  /// @param ids of requests: a message that is none gets one of ours
  private static String request(List<String> ids, String line, String agent, String body) {
    String id = "stranger-" + UUID.randomUUID().toString().substring(9);
    String answer =
        CanaryJourney.raw(
            klaro,
            line
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Request-Id: "
                + id
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\nUser-Agent: "
                + agent
                + "\r\n\r\n"
                + body);
    Matcher named = NAMED.matcher(answer);
    assertThat(named.find()).as(answer).isTrue();
    Stream.of(id, named.group(1)).distinct().forEach(ids::add);
    return answer;
  }
}
