package com.klaro.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.temporal.DevServer;
import com.klaro.sandbox.temporal.DevServerSettings;
import com.klaro.sandbox.temporal.TemporalBinary;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.temporal.Delivery;
import com.klaro.store.temporal.KlaroTemporalPlugin;
import com.klaro.store.temporal.SearchedBy;
import com.klaro.store.temporal.TemporalConnection;
import com.klaro.store.temporal.TemporalSettings;
import com.klaro.store.temporal.TestKeys;
import com.klaro.store.temporal.WorkflowGateway;
import com.klaro.store.temporal.WorkflowStart;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.tenancy.WorkspaceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowExecutionMetadata;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only a real server shows: attributes that operators search by, a namespace that can be
/// missing, a process that hangs.
@Tag("real-temporal")
class RealTemporalTest {

  @TempDir Path directory;

  @Test
  void theGatewayAgainstARealServer() throws InterruptedException {
    var settings =
        new DevServerSettings(
            TemporalBinary.find(checkouts()).orElseThrow(),
            directory,
            DevServerSettings.Ports.FREE,
            "klaro",
            null,
            SearchedBy.types());
    var plugin =
        new KlaroTemporalPlugin(
            "test", TestKeys.codec(1), new SimpleMeterRegistry(), Tracing.off(), List.of());
    try (DevServer server = DevServer.start(settings);
        var connection =
            TemporalConnection.forRequests(
                new TemporalSettings(server.address(), "klaro", null), plugin);
        var gateway = new WorkflowGateway(connection::client);
        var elsewhere =
            TemporalConnection.forRequests(
                new TemporalSettings(server.address(), "missing", null), plugin);
        var lost = new WorkflowGateway(elsewhere::client)) {
      aStartIsFoundByItsWorkspace(gateway, connection);
      aMissingNamespaceIsNotAMissingWorkflow(gateway, lost);
      aHangingServerCostsSeconds(gateway, server);
    }
  }

  private static void aStartIsFoundByItsWorkspace(
      WorkflowGateway gateway, TemporalConnection connection) throws InterruptedException {
    var workspace = new WorkspaceId(UUID.randomUUID());
    WorkflowStart start =
        new WorkflowStart(
            "SignupWorkflow",
            key(),
            "identity",
            command(),
            workspace,
            Instant.now().plusSeconds(60));
    assertThat(gateway.start(start)).isEqualTo(new Delivery.Reached());
    assertThat(gateway.start(start)).isEqualTo(new Delivery.AlreadyThere());
    assertThat(gateway.restart(start)).isEqualTo(new Delivery.AlreadyThere());
    assertThat(gateway.signalWithStart(start, "completed", null)).isEqualTo(new Delivery.Reached());
    Instant limit = Instant.now().plusSeconds(20);
    List<String> found = List.of();
    while (found.isEmpty() && Instant.now().isBefore(limit)) {
      Thread.sleep(200);
      found =
          connection
              .client()
              .listExecutions("WorkspaceId = '" + workspace + "'")
              .map(WorkflowExecutionMetadata::getExecution)
              .map(execution -> execution.getWorkflowId())
              .toList();
    }
    assertThat(found).containsExactly(start.workflowId());
  }

  private static void aMissingNamespaceIsNotAMissingWorkflow(
      WorkflowGateway gateway, WorkflowGateway lost) {
    assertThat(gateway.signal(key(), "completed", null)).isEqualTo(new Delivery.NotRunning());
    assertThat(lost.signal(key(), "completed", null)).isInstanceOf(Delivery.Unreachable.class);
    assertThat(lost.start(WorkflowStart.of("SignupWorkflow", key(), "identity", command())))
        .isInstanceOf(Delivery.Unreachable.class);
    assertThat(lost.reachable()).isFalse();
    assertThat(gateway.reachable()).isTrue();
  }

  private static void aHangingServerCostsSeconds(WorkflowGateway gateway, DevServer server) {
    server.freeze();
    try {
      Instant begun = Instant.now();
      assertThat(gateway.start(WorkflowStart.of("SignupWorkflow", key(), "identity", command())))
          .isInstanceOf(Delivery.Unreachable.class);
      assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(7));
    } finally {
      server.thaw();
    }
  }

  private static String key() {
    return "identity/signup/" + UUID.randomUUID();
  }

  private static SignupCommand command() {
    return new SignupCommand(new SignupId(UUID.randomUUID()), Duration.ofHours(24));
  }

  /// `.klaro/bin` of this checkout, wherever the test is started in it.
  private static List<Path> checkouts() {
    return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
        .map(path -> path.resolve(".klaro").resolve("bin"))
        .toList();
  }
}
