package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.app.client.Answer;
import com.klaro.app.client.ApiClient;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.api.history.v1.HistoryEvent;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/// Customers who ask while the program is told to end, and what they were answered.
final class StopUnderLoad {
  /// A machine that is busy with other things must not look like a program that sheds when it ends.
  static final String PATIENT =
      """
      limits: {multiplier: 100000}
      http: {overload: {patience: PT20S}}
      database: {borrow: PT20S, deadline: PT20S}
      """;

  private static final Duration BEFORE = Duration.ofMillis(1500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration BREATH = Duration.ofMillis(15);

  private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
  private final Queue<Customer> accepted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger number = new AtomicInteger();

  /// @param at when it was begun
  /// @param sent when all of it was on the wire; never, if it did not come to that
  /// @param connected by this call itself, and not by one before it
  /// @param outcome the status, or what went wrong
  record Sent(long at, long sent, boolean connected, String outcome) {
    boolean isAnswered() {
      return outcome.equals("200") || outcome.equals("202");
    }

    boolean isReset() {
      return outcome.startsWith("java.net.SocketException");
    }

    boolean isRefused() {
      return outcome.equals("refused");
    }
  }

  /// SIGTERM in the middle of it: whoever got through is answered, and the program ends well.
  void endsWell(RunningKlaro klaro) throws InterruptedException {
    endsWell(
        klaro.url("api"),
        new Customer("asha@example.com").becomesACustomer(klaro).text("accessToken"),
        () -> assertThat(klaro.stop()).isZero());
  }

  /// @param token of somebody who asks who they are
  /// @param end tells whatever listens there to end, and waits until it has
  void endsWell(String api, String token, Runnable end) throws InterruptedException {
    List<Thread> load =
        Stream.of(true, false)
            .flatMap(fresh ->
                Stream.of(
                    load(api, fresh, it -> it.as(token).get("/v1/me")),
                    load(api, fresh, it -> it.as(token).get("/v1/me")),
                    load(api, fresh, this::signUp),
                    load(api, fresh, this::signUp)))
            .toList();
    Thread.sleep(BEFORE);
    end.run();
    for (Thread thread : load) {
      assertThat(thread.join(LONGEST)).isTrue();
    }
    everyoneWhoGotThroughWasAnswered();
    assertThat(accepted).isNotEmpty();
  }

  /// Those who were told 202.
  List<Customer> accepted() {
    return List.copyOf(accepted);
  }

  /// Each step was done at its first attempt.
  static void nothingWasTakenAndNotHandedIn(List<HistoryEvent> events) {
    assertThat(events)
        .filteredOn(event -> isLaterAttempt(event) || wasTakenAndNotHandedIn(event))
        .isEmpty();
  }

  private static boolean isLaterAttempt(HistoryEvent event) {
    return event.getActivityTaskStartedEventAttributes().getAttempt() > 1;
  }

  /// A step that nobody took in time is another matter: the next program takes it.
  private static boolean wasTakenAndNotHandedIn(HistoryEvent event) {
    return event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT
        && event.getWorkflowTaskTimedOutEventAttributes().getTimeoutType()
            == TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE;
  }

  /// Nobody can help a connection whose handshake comes between the last look at who waits and the
  /// closing of the listening socket: it is reset. So a reset is excused on a connection that was
  /// made for it, when nobody who came later got through, for a caller or two; a status of failure,
  /// silence and an end without an answer never are.
  private void everyoneWhoGotThroughWasAnswered() {
    long listened =
        sent.stream()
            .filter(Sent::isAnswered)
            .filter(Sent::connected)
            .mapToLong(Sent::at)
            .max()
            .orElseThrow();
    assertThat(sent)
        .filteredOn(one -> !one.isAnswered() && !one.isRefused())
        .filteredOn(one -> !one.isReset() || !one.connected() || one.sent() <= listened)
        .isEmpty();
    assertThat(sent).filteredOn(Sent::isReset).hasSizeLessThanOrEqualTo(2);
    assertThat(sent).filteredOn(Sent::isRefused).as("the load went on until the end").isNotEmpty();
  }

  private Answer signUp(ApiClient api) {
    var customer = new Customer("load" + number.incrementAndGet() + "@example.com");
    Answer answer =
        api.post(
            "/v1/signups",
            Map.of("email", customer.address(), "workspaceName", "Load", "country", "IN"));
    if (answer.status() == 202) {
      accepted.add(customer);
    }
    return answer;
  }

  /// One thread's calls, one after another.
  private static final class Clock extends EventListener {
    private volatile long sent;
    private volatile boolean connected;

    void begin() {
      sent = Long.MAX_VALUE;
      connected = false;
    }

    Sent sent(long at, String outcome) {
      return new Sent(at, sent, connected, outcome);
    }

    @Override
    public void connectStart(okhttp3.Call call, InetSocketAddress address, Proxy proxy) {
      connected = true;
    }

    @Override
    public void requestHeadersEnd(okhttp3.Call call, Request request) {
      sent = System.nanoTime();
    }

    @Override
    public void requestBodyEnd(okhttp3.Call call, long byteCount) {
      sent = System.nanoTime();
    }
  }

  private interface Call {
    Answer on(ApiClient api);
  }

  private Thread load(String url, boolean fresh, Call call) {
    return Thread.startVirtualThread(() -> {
      var clock = new Clock();
      var http =
          new OkHttpClient.Builder()
              .retryOnConnectionFailure(false)
              .callTimeout(LONGEST)
              .eventListener(clock)
              .build();
      ApiClient api = ApiClient.of(http, url).with("Connection", fresh ? "close" : "keep-alive");
      try {
        while (goesOn(api, clock, call)) {
          Thread.sleep(BREATH);
        }
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      } finally {
        http.dispatcher().executorService().shutdown();
      }
    });
  }

  private boolean goesOn(ApiClient api, Clock clock, Call call) {
    long at = System.nanoTime();
    clock.begin();
    try {
      Answer answer = call.on(api);
      sent.add(clock.sent(at, answer.status() + answer.problem()));
      return true;
    } catch (java.io.UncheckedIOException failure) {
      boolean refused = failure.getCause() instanceof ConnectException;
      sent.add(clock.sent(at, refused ? "refused" : String.valueOf(failure.getCause())));
      return !refused;
    }
  }
}
