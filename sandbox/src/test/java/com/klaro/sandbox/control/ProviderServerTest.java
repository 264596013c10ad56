package com.klaro.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.klaro.sandbox.http.Caller;
import com.klaro.sandbox.http.Json;
import com.klaro.sandbox.process.CannotStart;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProviderServerTest {
  private final VirtualClock clock = new VirtualClock(Clock.systemUTC());
  private final Faults faults = new Faults();
  private final ProviderServer server = ProviderServer.start(0, List.of(new Till()), faults, clock);
  private final Caller caller = Caller.of(server.url());

  @AfterEach
  void stop() {
    caller.close();
    server.close();
  }

  @Test
  void callsAreLoggedAndObjectsShown() throws Exception {
    assertThat(caller.send("POST", "/till/pay", "", "Idempotency-Key", "k1").statusCode())
        .isEqualTo(200);
    JsonNode call = caller.json("/__control/requests?provider=till").get("items").get(0);
    assertThat(call.get("method").asText()).isEqualTo("POST");
    assertThat(call.get("path").asText()).isEqualTo("/pay");
    assertThat(call.get("idempotencyKey").asText()).isEqualTo("k1");
    assertThat(call.get("status").asInt()).isEqualTo(200);
    assertThat(call.get("effect").isNull()).isTrue();
    assertThat(
            caller.json("/__control/objects?provider=till").get("items").get(0).get("id").asText())
        .isEqualTo("pay_0");
    assertThat(caller.json("/__control/events?provider=till").get("items")).isEmpty();
    assertThat(caller.get("/").body()).contains("/till");
  }

  @Test
  void aFailedCallDoesNotReachTheProviderAndADroppedReplyDoes() throws Exception {
    assertThat(plan("POST /pay", "fail", "\"times\":2,\"status\":503").statusCode()).isEqualTo(201);
    assertThat(pay().statusCode()).isEqualTo(503);
    assertThat(pay().statusCode()).isEqualTo(503);
    assertThat(payments()).isZero();
    assertThat(plan("POST /p*", "drop-reply", "\"times\":1").statusCode()).isEqualTo(201);
    assertThatThrownBy(this::pay).isInstanceOf(IOException.class);
    assertThat(payments()).isEqualTo(1);
    assertThat(pay().statusCode()).isEqualTo(200);
    JsonNode calls = caller.json("/__control/requests").get("items");
    assertThat(calls.findValuesAsText("effect"))
        .containsExactly("fail", "fail", "drop-reply", "null");
  }

  @Test
  void aDelayedCallIsAnsweredLateAndFaultsCanBeTakenBack() throws Exception {
    plan("POST /pay", "delay", "\"millis\":300,\"times\":2");
    long before = System.nanoTime();
    assertThat(pay().statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(290));
    assertThat(caller.send("DELETE", "/__control/faults", "").statusCode()).isEqualTo(204);
    assertThat(faults.takeForCall("till", "POST /pay")).isEmpty();
  }

  @Test
  void eventFaultsWaitForTheirEvent() throws Exception {
    plan("paid", "duplicate-event", "\"times\":1");
    assertThat(faults.takeForEvent("till", "refunded")).isEmpty();
    assertThat(faults.takeForEvent("till", "paid"))
        .get()
        .extracting(PlannedFault::effect)
        .isEqualTo(Effect.DUPLICATE_EVENT);
    assertThat(faults.takeForEvent("till", "paid")).isEmpty();
  }

  @Test
  void theClockMovesForwardOnly() throws Exception {
    Instant before = clock.instant();
    HttpResponse<String> moved = caller.send("POST", "/__control/clock", "{\"advance\":\"P30D\"}");
    assertThat(Instant.parse(Json.parse(moved.body()).get("now").asText()))
        .isAfter(before.plus(Duration.ofDays(30)));
    assertThat(clock.instant()).isAfter(before.plus(Duration.ofDays(30)));
    for (String wrong : List.of("-P1D", "soon", "", "PT999999999999999999S")) {
      assertThat(
              caller
                  .send("POST", "/__control/clock", "{\"advance\":\"" + wrong + "\"}")
                  .statusCode())
          .as(wrong)
          .isEqualTo(400);
    }
    assertThat(clock.instant()).isBefore(before.plus(Duration.ofDays(31)));
  }

  @Test
  void whatAPersonWouldClickIsAskedOfItsProvider() throws Exception {
    assertThat(pay().statusCode()).isEqualTo(200);
    HttpResponse<String> refunded = act("till", "pay_0");
    assertThat(refunded.statusCode()).isEqualTo(200);
    assertThat(Json.parse(refunded.body()).get("status").asText()).isEqualTo("refunded");
    assertThat(act("till", "pay_1").statusCode()).isEqualTo(409);
    assertThat(act("nobody", "pay_0").statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsNotThereIsSaidSo() throws Exception {
    assertThat(caller.get("/__control/requests?provider=nobody").statusCode()).isEqualTo(400);
    assertThat(
            Json.parse(caller.get("/__control/objects?provider=nobody").body())
                .get("error")
                .asText())
        .contains("nobody")
        .contains("till");
    assertThat(plan("pay", "fail", "\"times\":1").statusCode()).isEqualTo(400);
    assertThat(plan("POST /pay", "explode", "\"times\":1").statusCode()).isEqualTo(400);
    assertThat(plan("POST /pay", "fail", "\"times\":0").statusCode()).isEqualTo(400);
    assertThat(plan("POST /pay", "delay", "\"times\":1").statusCode()).isEqualTo(400);
    assertThat(
            caller
                .send(
                    "POST",
                    "/__control/faults",
                    """
                    {"provider": "nobody", "match": "POST /pay", "effect": "fail"}\
                    """)
                .statusCode())
        .isEqualTo(400);
    assertThat(caller.send("POST", "/__control/faults", "[]").statusCode()).isEqualTo(400);
    assertThat(caller.send("PUT", "/__control/faults", "").headers().firstValue("Allow"))
        .contains("DELETE, POST");
    assertThat(caller.get("/stripe/v1/charges").statusCode()).isEqualTo(404);
    assertThat(caller.get("/tillage").statusCode()).isEqualTo(404);
    assertThatThrownBy(() -> ProviderServer.start(server.port(), List.of(), faults, clock).close())
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(Integer.toString(server.port()));
  }

  private HttpResponse<String> pay() throws Exception {
    return caller.send("POST", "/till/pay", "");
  }

  private HttpResponse<String> act(String provider, String object) throws Exception {
    return caller.send(
        "POST",
        "/__control/act",
        "{\"provider\":\"%s\",\"object\":\"%s\",\"action\":\"refunded\"}"
            .formatted(provider, object));
  }

  private int payments() throws Exception {
    return caller.json("/__control/objects?provider=till").get("items").size();
  }

  private HttpResponse<String> plan(String match, String effect, String more) throws Exception {
    return caller.send(
        "POST",
        "/__control/faults",
        "{\"provider\":\"till\",\"match\":\"%s\",\"effect\":\"%s\",%s}"
            .formatted(match, effect, more));
  }
}
