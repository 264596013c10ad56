package com.klaro.sandbox.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.network.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the server makes of its command line, seen from outside: a key or a pragma that it does not
/// know it ignores without a word. How often it asks the disk to be done (`synchronous`) shows
/// nowhere, and is not looked at.
@Tag("real-temporal")
class DevServerAtWorkTest {
  @TempDir private static Path directory;

  private static final int METRICS = LoopbackPort.free();

  private static DevServer server;
  private static Connection connection;

  @BeforeAll
  static void start() {
    server =
        DevServer.start(
            new DevServerSettings(
                DevServerTest.binary(),
                directory.resolve("temporal"),
                new DevServerSettings.Ports(0, 0, 0, METRICS),
                "test",
                null,
                Map.of()));
    connection = Connection.to(server.address());
  }

  @AfterAll
  static void stop() {
    connection.close();
    server.close();
  }

  @Test
  void theDatabaseIsWrittenAheadOfItself() throws IOException {
    try (var files = Files.list(directory.resolve("temporal"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".db-wal")))
          .singleElement()
          .satisfies(ahead -> assertThat(ahead).isNotEmptyFile());
    }
  }

  /// The server's own limit is twenty reads a second, with twenty in reserve: two seconds for sixty
  /// tasks of which each is there only when the one before it was handed out. A machine that does
  /// other things too is given some tries.
  @Test
  void noTaskWaitsForTheNextReadOfTheQueue() {
    BareQueue queue = queue("quick");
    var handedOut = new ArrayDeque<Long>();
    var quickest = Duration.ofDays(1);
    for (int i = 0; i < 1000 && quickest.compareTo(Duration.ofSeconds(2)) >= 0; i++) {
      queue.start("quick-" + i, "");
      var _ = queue.next();
      handedOut.add(System.nanoTime());
      if (handedOut.size() > 60) {
        var took = Duration.ofNanos(handedOut.getLast() - handedOut.removeFirst());
        quickest = took.compareTo(quickest) < 0 ? took : quickest;
      }
    }
    assertThat(quickest).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void aQueueIsOneAndNotFour() throws Exception {
    BareQueue queue = queue("whole");
    assertThat(queue.partitions().getWorkflowTaskQueuePartitionsList()).hasSize(1);
    assertThat(queue.partitions().getActivityTaskQueuePartitionsList()).hasSize(1);
    // Whoever asks is sent to any of those that are read, by chance: so often that it must show.
    for (int i = 0; i < 16; i++) {
      queue.start("whole-" + i, "");
      var _ = queue.next();
    }
    assertThat(partitionsInUse("whole")).containsExactly("0");
  }

  /// Whoever comes last with little is not kept waiting by whoever came first with much.
  @Test
  void everyoneHasTheirTurn() {
    BareQueue queue = queue("fair");
    IntStream.range(0, 30).forEach(i -> queue.start("much-" + i, "much"));
    IntStream.range(0, 5).forEach(i -> queue.start("little-" + i, "little"));

    List<String> first =
        IntStream.range(0, 15)
            .mapToObj(_ -> queue.next().getWorkflowExecution().getWorkflowId())
            .toList();

    assertThat(first).contains("little-0", "little-1", "little-2", "little-3", "little-4");
  }

  @Test
  void whoeverOffersToDoAStepGetsItWithTheAnswer() {
    BareQueue queue = queue("eager");
    queue.start("eager", "");
    assertThat(queue.offersToDoAStep(queue.next())).isEqualTo(1);
  }

  private static BareQueue queue(String name) {
    return new BareQueue(connection, "test", name);
  }

  private static List<String> partitionsInUse(String queue) throws Exception {
    Pattern started =
        Pattern.compile(
            "^task_queue_started\\{.*partition=\"([^\"]+)\".*taskqueue=\"" + queue + "\"",
            Pattern.MULTILINE);
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI metrics = URI.create("http://" + LoopbackPort.HOST + ":" + METRICS + "/metrics");
      String said =
          client
              .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      return started.matcher(said).results().map(found -> found.group(1)).toList();
    }
  }
}
