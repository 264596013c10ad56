package com.klaro.sandbox.pwned;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.sandbox.control.Faults;
import com.klaro.sandbox.control.ProviderServer;
import com.klaro.sandbox.control.VirtualClock;
import com.klaro.sandbox.http.Caller;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PwnedProviderTest {
  private static final String SHA1 = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";
  private static final String LINE = SHA1.substring(5) + ":";

  @TempDir private Path folder;
  private ProviderServer server = start(Path.of("unused"));
  private Caller caller = Caller.of(server.url());

  @BeforeEach
  void inItsFolder() {
    restart();
  }

  @AfterEach
  void stop() {
    caller.close();
    server.close();
  }

  @Test
  void whatIsBreachedIsInTheRangeOfItsPrefixOnly() throws Exception {
    assertThat(range("5BAA6")).isNotEmpty().noneMatch(line -> line.startsWith(LINE));
    assertThat(breach(SHA1.toLowerCase(Locale.ROOT)).statusCode()).isEqualTo(200);
    assertThat(range("5baa6")).contains(LINE + 1).hasSizeGreaterThan(100);
    assertThat(range("5BAA7")).noneMatch(line -> line.startsWith(LINE));
    assertThat(breach(SHA1).statusCode()).isEqualTo(200);
    assertThat(range("5BAA6")).contains(LINE + 2);
  }

  @Test
  void paddingHasNoCountAndHidesHowManyThereAre() throws Exception {
    assertThat(breach(SHA1).statusCode()).isEqualTo(200);
    List<String> padded = range("5BAA6", "Add-Padding", "true");
    assertThat(padded)
        .hasSameSizeAs(range("00000", "Add-Padding", "true"))
        .contains(LINE + 1)
        .allMatch(line -> line.matches("[0-9A-F]{35}:[0-9]+"))
        .anyMatch(line -> line.endsWith(":0"));
    assertThat(range("5BAA6")).noneMatch(line -> line.endsWith(":0"));
  }

  @Test
  void whatWasBreachedIsKnownAfterARestart() throws Exception {
    assertThat(breach(SHA1).statusCode()).isEqualTo(200);
    restart();
    assertThat(range("5BAA6")).contains(LINE + 1);
    JsonNode object = caller.json("/__control/objects?provider=pwned").get("items").get(0);
    assertThat(object.get("id").asText()).isEqualTo(SHA1);
    assertThat(object.get("status").asText()).isEqualTo("breached");
  }

  @Test
  void callsAreLoggedAndWrongOnesRefused() throws Exception {
    assertThat(caller.get("/pwned/range/5BAA").statusCode()).isEqualTo(400);
    assertThat(caller.get("/pwned/range/XXXXX").statusCode()).isEqualTo(400);
    assertThat(breach("5BAA6").statusCode()).isEqualTo(400);
    assertThat(act(SHA1, "forget").statusCode()).isEqualTo(400);
    assertThat(
            caller.json("/__control/requests?provider=pwned").get("items").findValuesAsText("path"))
        .containsExactly("/range/5BAA", "/range/XXXXX");
    assertThat(caller.json("/__control/events?provider=pwned").get("items")).isEmpty();
  }

  private List<String> range(String prefix, String... headers) throws Exception {
    return caller.send("GET", "/pwned/range/" + prefix, "", headers).body().lines().toList();
  }

  private HttpResponse<String> breach(String object) throws Exception {
    return act(object, "breach");
  }

  private HttpResponse<String> act(String object, String action) throws Exception {
    return caller.send(
        "POST",
        "/__control/act",
        "{\"provider\":\"pwned\",\"object\":\"%s\",\"action\":\"%s\"}".formatted(object, action));
  }

  private void restart() {
    stop();
    server = start(folder.resolve("pwned"));
    caller = Caller.of(server.url());
  }

  private static ProviderServer start(Path folder) {
    return ProviderServer.start(
        0,
        folder.isAbsolute() ? List.of(PwnedProvider.in(folder)) : List.of(),
        new Faults(),
        new VirtualClock(Clock.systemUTC()));
  }
}
