package com.klaro.sandbox.temporal;

import static io.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_DATETIME;
import static io.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.sandbox.network.LoopbackPort;
import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.process.ChildJvm;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the program is missing this fails: a run that asks for the real server must not pass
/// without one.
@Tag("real-temporal")
class DevServerTest {
  @TempDir Path directory;

  private final Path binary = binary();

  static Path binary() {
    return TemporalBinary.find(List.of(Path.of("../.klaro/bin"), Path.of(".klaro/bin")))
        .orElseThrow(() -> new AssertionError("no temporal: ./klaro temporal install"));
  }

  @Test
  void restartKeepsAWorkflowAndAddsTheAttributesAnOldFileLacks() throws Exception {
    try (DevServer server =
        DevServer.start(settings(Map.of("First", INDEXED_VALUE_TYPE_KEYWORD)))) {
      StartedWorkflow.start(server.address(), "test", "kept", Map.of("First", "a"));
      assertThatThrownBy(() ->
              StartedWorkflow.start(server.address(), "test", "refused", Map.of("Second", "a")))
          .isInstanceOf(StatusRuntimeException.class);
      assertThat(directory.resolve("temporal/dev-" + TemporalBinary.version(binary) + ".db"))
          .exists();
      assertThat(status(server.ui())).isEqualTo(200);
    }
    Map<String, IndexedValueType> more =
        Map.of("First", INDEXED_VALUE_TYPE_KEYWORD, "Second", INDEXED_VALUE_TYPE_KEYWORD);
    try (DevServer again = DevServer.start(settings(more))) {
      assertThat(StartedWorkflow.isRunning(again.address(), "test", "kept")).isTrue();
      StartedWorkflow.start(again.address(), "test", "taken", Map.of("Second", "a"));
      try (Connection connection = Connection.to(again.address())) {
        assertThat(new Probe(connection, "test", more).isAccepted()).isTrue();
        Map<String, IndexedValueType> unknown = Map.of("Third", INDEXED_VALUE_TYPE_KEYWORD);
        assertThat(new Probe(connection, "test", unknown).isAccepted()).isFalse();
      }
    }
    assertThatThrownBy(
            () -> DevServer.start(settings(Map.of("First", INDEXED_VALUE_TYPE_DATETIME))).close())
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("First is INDEXED_VALUE_TYPE_KEYWORD");
  }

  /// Of SIGTERM the program could know, and this one does nothing about it.
  @ParameterizedTest
  @ValueSource(strings = {"KILL", "TERM"})
  void aServerWhoseProgramWasKilledEndsAndTheNextOneFindsItsWorkflow(String signal)
      throws Exception {
    int port = LoopbackPort.free();
    DevServerSettings.Ports ports = new DevServerSettings.Ports(port, 0, 0, 0);
    try (ChildJvm child =
        ChildJvm.run(TemporalChild.class, binary.toString(), directory.toString(), port + "")) {
      long orphan = Long.parseLong(child.line());
      child.end(signal);
      assertThat(ChildJvm.isGoneWithin(Duration.ofSeconds(5), orphan)).isTrue();
      try (DevServer again = DevServer.start(settings(ports, Map.of()))) {
        assertThat(StartedWorkflow.isRunning(again.address(), "test", "accepted")).isTrue();
      }
    }
  }

  @Test
  void twoServersOnOneFileAndATakenPortAreRefused() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, LoopbackPort.ADDRESS)) {
      DevServerSettings.Ports ports = new DevServerSettings.Ports(taken.getLocalPort(), 0, 0, 0);
      assertThatThrownBy(() -> DevServer.start(settings(ports, Map.of())).close())
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " for Temporal is taken");
    }
    try (DevServer server = DevServer.start(settings(Map.of()))) {
      assertThatThrownBy(() -> DevServer.start(settings(Map.of())).close())
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("in use by another running program");
      assertThat(server.pid()).isPresent();
    }
  }

  @Test
  void whatHasEndedIsKeptForAWeek() {
    try (DevServer server = DevServer.start(settings(Map.of()));
        Connection connection = Connection.to(server.address())) {
      assertThat(
              connection
                  .workflowCalls()
                  .describeNamespace(
                      DescribeNamespaceRequest.newBuilder().setNamespace("test").build())
                  .getConfig()
                  .getWorkflowExecutionRetentionTtl()
                  .getSeconds())
          .isEqualTo(Duration.ofDays(7).toSeconds());
    }
  }

  private DevServerSettings settings(Map<String, IndexedValueType> attributes) {
    return settings(DevServerSettings.Ports.FREE, attributes);
  }

  private DevServerSettings settings(
      DevServerSettings.Ports ports, Map<String, IndexedValueType> attributes) {
    return new DevServerSettings(
        binary, directory.resolve("temporal"), ports, "test", null, attributes);
  }

  private static int status(String url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
