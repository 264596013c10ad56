package com.klaro.api.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.klaro.api.web.Promised;
import com.klaro.api.web.RawHttp;
import com.klaro.api.web.TestApp;
import com.klaro.api.web.body.Body;
import com.klaro.api.web.limit.Peer;
import com.klaro.api.web.problem.Problem;
import com.klaro.api.web.problem.ProblemType;
import com.klaro.api.web.route.Access;
import com.klaro.api.web.route.Answers;
import com.klaro.store.MutableClock;
import com.klaro.store.database.Ids;
import com.klaro.store.database.TestDatabase;
import com.klaro.store.idempotency.IdempotencyIntake;
import com.klaro.store.idempotency.IdempotencySettings;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

  private static final TestDatabase DATABASE = TestDatabase.fresh();

  /// Makes things with the operation's id, as rows with a primary key would be made.
  @Path("/v1/orders")
  @Produces(MediaType.APPLICATION_JSON)
  public static final class OrdersResource {

    public record Order(String what) {}

    public record Made(UUID id, String what) {}

    final IdempotencyKeys keys;
    final ConcurrentHashMap<UUID, String> made = new ConcurrentHashMap<>();
    final AtomicInteger attempts = new AtomicInteger();
    final AtomicBoolean allowed = new AtomicBoolean(true);
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);

    OrdersResource(IdempotencyKeys keys) {
      this.keys = keys;
    }

    @POST
    @Access(Access.Class.PUBLIC)
    @Answers(
        summary = "Order",
        status = 201,
        body = Made.class,
        idempotent = true,
        problems = {ProblemType.CONFLICT, ProblemType.FORBIDDEN})
    public Response order(@Context ContainerRequestContext request, Body<Order> body) {
      return keys.run(
          request,
          IdempotencyOwner.of(Peer.of(request)),
          body,
          this::requireAllowed,
          operation -> {
            attempts.incrementAndGet();
            requireAllowed();
            Order order = body.read();
            switch (order.what()) {
              case "refused" -> throw Problem.of(ProblemType.CONFLICT).withDetail("Alone.");
              case "fails after its commit" -> {
                made.put(operation, order.what());
                if (attempts.get() == 1) {
                  throw new IllegalStateException("crashed");
                }
              }
              case "slow" -> await();
              default -> {}
            }
            made.put(operation, order.what());
            return Response.created(URI.create("/v1/orders/" + operation))
                .entity(new Made(operation, order.what()))
                .build();
          });
    }

    private void requireAllowed() {
      if (!allowed.get()) {
        throw Problem.of(ProblemType.FORBIDDEN);
      }
    }

    private void await() {
      entered.countDown();
      try {
        go.await();
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
  }

  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final String key = UUID.randomUUID().toString();
  private final OrdersResource orders =
      new OrdersResource(
          new IdempotencyKeys(
              new IdempotencyIntake(
                  DATABASE.database(),
                  DATABASE.master(),
                  IdempotencySettings.defaults(),
                  clock,
                  Ids.timeOrdered()),
              Ids.timeOrdered(),
              new ObjectMapper()));
  private final TestApp app;

  IdempotencyTest() throws Exception {
    app = TestApp.with(orders);
  }

  @BeforeEach
  void nothingMadeYet() {
    assertThat(orders.made).isEmpty();
  }

  @AfterEach
  void stop() {
    assertThat(app.web.undeclared()).isEmpty();
    app.close();
  }

  @AfterAll
  static void end() {
    DATABASE.close();
  }

  private RawHttp.Answer order(String what, String sentKey) throws Exception {
    return app.send(
        "POST /v1/orders HTTP/1.1",
        "Content-Type: application/json",
        "Idempotency-Key: " + sentKey,
        "",
        "{\"what\":\"" + what + "\"}");
  }

  @Test
  void theSameKeyAndBodyGetTheFirstAnswer() throws Exception {
    RawHttp.Answer first = order("tea", key);
    RawHttp.Answer second = order("tea", key);
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.headers()).doesNotContainKey("idempotency-replayed");
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Location")).isEqualTo(first.header("Location")).isNotEmpty();
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(second.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
    assertThat(orders.made).hasSize(1);
    clock.advance(Duration.ofHours(24));
    assertThat(order("tea", key).headers()).doesNotContainKey("idempotency-replayed");
    assertThat(orders.made).hasSize(2);
  }

  @Test
  void anotherBodyUnderTheKeyIs422() throws Exception {
    assertThat(order("tea", key).status()).isEqualTo(201);
    Promised.assertProblem(order("coffee", key), 422, "idempotency-mismatch");
    assertThat(orders.made).hasSize(1);
  }

  @Test
  void withoutAKeyEachCallIsItsOwn() throws Exception {
    for (int i = 0; i < 2; i++) {
      assertThat(
              app.send(
                      "POST /v1/orders HTTP/1.1",
                      "Content-Type: application/json",
                      "",
                      "{\"what\":\"tea\"}")
                  .status())
          .isEqualTo(201);
    }
    assertThat(orders.made).hasSize(2);
  }

  @Test
  void aKeyIsVisibleAsciiSentOnce() throws Exception {
    for (String bad : List.of("", "with space", "ü", "x".repeat(256))) {
      RawHttp.Answer answer = order("tea", bad);
      assertThat(answer.status()).as(bad).isEqualTo(400);
      assertThat(answer.field(0)).isEqualTo("Idempotency-Key");
    }
    assertThat(order("tea", key + "\r\nIdempotency-Key: second").status()).isEqualTo(400);
    assertThat(order("tea", "x".repeat(255)).status()).isEqualTo(201);
    assertThat(orders.made).hasSize(1);
  }

  @Test
  void ofTwoAtOnceOneHasTheEffectAndTheOtherIsToldToWait() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> order("slow", key));
      orders.entered.await();
      RawHttp.Answer second = order("slow", key);
      Promised.assertProblem(second, 409, "conflict");
      assertThat(second.header("Retry-After")).isEqualTo("2");
      orders.go.countDown();
      assertThat(first.get().status()).isEqualTo(201);
      assertThat(order("slow", key).header("Idempotency-Replayed")).isEqualTo("true");
    }
    assertThat(orders.attempts).hasValue(1);
  }

  @Test
  void afterAFailureTheNextAttemptMakesTheSameThing() throws Exception {
    Promised.assertProblem(order("fails after its commit", key), 500, "internal");
    RawHttp.Answer second = order("fails after its commit", key);
    assertThat(second.status()).isEqualTo(201);
    assertThat(orders.attempts).hasValue(2);
    assertThat(orders.made).hasSize(1);
    assertThat(orders.made.keySet())
        .containsExactly(UUID.fromString(second.json().path("id").asText()));
  }

  @Test
  void aRefusalOfTheRequestIsReplayedWithTheNewRequestId() throws Exception {
    assertThat(order("refused", key).status()).isEqualTo(409);
    RawHttp.Answer second = order("refused", key);
    Promised.assertProblem(second, 409, "conflict");
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(second.json().path("detail").asText()).isEqualTo("Alone.");
    assertThat(orders.attempts).hasValue(1);
  }

  @Test
  void whoMayIsAskedAgainBeforeAReplayAndNeverKept() throws Exception {
    orders.allowed.set(false);
    assertThat(order("tea", key).status()).isEqualTo(403);
    orders.allowed.set(true);
    assertThat(order("tea", key).status()).isEqualTo(201);
    orders.allowed.set(false);
    assertThat(order("tea", key).status()).isEqualTo(403);
  }

  @Test
  void whoMayNotLearnsNothingOfTheKeyAndLeavesNothingUnderIt() throws Exception {
    orders.allowed.set(false);
    assertThat(order("coffee", key).status()).isEqualTo(403);
    assertThat(order("tea", "with space").status()).isEqualTo(403);
    orders.allowed.set(true);
    assertThat(order("tea", key).status()).isEqualTo(201);
    orders.allowed.set(false);
    assertThat(order("coffee", key).status()).isEqualTo(403);
  }

  @Test
  void aReplayIsAskedForAsTheFirstWas() throws Exception {
    assertThat(order("tea", key).status()).isEqualTo(201);
    for (String wrong :
        List.of(
            "Content-Type: text/plain",
            "Content-Encoding: gzip\r\nContent-Type: application/json")) {
      RawHttp.Answer answer =
          app.send(
              "POST /v1/orders HTTP/1.1",
              wrong,
              "Idempotency-Key: " + key,
              "",
              "{\"what\":\"tea\"}");
      assertThat(answer.status()).as(wrong).isEqualTo(415);
      assertThat(answer.headers()).doesNotContainKey("idempotency-replayed");
    }
  }

  @Test
  void anotherPeerWithTheSameKeyIsAnotherCaller() throws Exception {
    assertThat(order("tea", key).status()).isEqualTo(201);
    String body = "{\"what\":\"tea\"}";
    String message =
        "POST /v1/orders HTTP/1.1\r\n"
            + "Host: localhost\r\n"
            + "Connection: close\r\n"
            + "Content-Type: application/json\r\n"
            + "Idempotency-Key: "
            + key
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    RawHttp.Answer other =
        RawHttp.exchange(
            app.port(),
            InetAddress.ofLiteral("127.0.0.9"),
            message.getBytes(StandardCharsets.US_ASCII));
    assertThat(other.headers()).doesNotContainKey("idempotency-replayed");
    assertThat(orders.made).hasSize(2);
  }
}
