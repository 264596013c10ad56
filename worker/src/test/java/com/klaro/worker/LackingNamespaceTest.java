package com.klaro.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.network.FaultProxy;
import com.klaro.sandbox.process.Patience;
import com.klaro.sandbox.temporal.DevServer;
import com.klaro.sandbox.temporal.DevServerSettings;
import com.klaro.sandbox.temporal.SearchAttributes;
import com.klaro.sandbox.temporal.TemporalBinary;
import com.klaro.store.temporal.Delivery;
import com.klaro.store.temporal.SearchedBy;
import com.klaro.store.temporal.WorkflowStart;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.tenancy.WorkspaceId;
import io.temporal.api.enums.v1.IndexedValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Temporal without the worker's namespace, or with one that does not know what workflows are
/// searched by.
@Tag("real-temporal")
class LackingNamespaceTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void theWorkerSaysWhatIsMissingAndWaitsForIt() {
    try (var lines = new WorkerLines();
        var temporal = server("klaro");
        var wire = FaultProxy.to(Integer.parseInt(temporal.address().split(":")[1]));
        var shift = new OnShift(wire)) {
      assertThat(Patience.await(LONG, () -> !lines.all().isEmpty())).isTrue();
      assertThat(lines.all())
          .singleElement()
          .asString()
          .endsWith("--namespace klaro --name SlaDueAt --type Datetime");
      assertThat(shift.health.look().words()).isEqualTo("not on shift: " + lines.all().getFirst());
      assertThat(shift.worker.shift()).isEqualTo(Shift.WAITING_FOR_TEMPORAL);
      assertThat(shift.gateway.start(start())).isInstanceOf(Delivery.Unreachable.class);

      SearchAttributes.ensure(temporal.address(), "klaro", SearchedBy.types());
      assertThat(Patience.await(LONG, () -> shift.worker.shift() == Shift.ON)).isTrue();
      assertThat(shift.gateway.missing()).isEmpty();
      assertThat(shift.gateway.start(start())).isEqualTo(new Delivery.Reached());
    }
  }

  @Test
  void theWorkerSaysThatThereIsNoSuchNamespace() {
    try (var lines = new WorkerLines();
        var temporal = server("another");
        var wire = FaultProxy.to(Integer.parseInt(temporal.address().split(":")[1]));
        var shift = new OnShift(wire)) {
      assertThat(Patience.await(LONG, () -> !lines.all().isEmpty())).isTrue();
      assertThat(lines.all())
          .containsExactly(
              "Temporal has no namespace klaro: temporal operator namespace create --address "
                  + wire.host()
                  + ":"
                  + wire.port()
                  + " --namespace klaro --retention 168h");
      assertThat(shift.health.look().words()).isEqualTo("not on shift: " + lines.all().getFirst());
      assertThat(shift.gateway.silence()).hasValue(lines.all().getFirst());
    }
  }

  private DevServer server(String namespace) {
    return DevServer.start(
        new DevServerSettings(
            TemporalBinary.find(checkouts()).orElseThrow(),
            folder,
            DevServerSettings.Ports.FREE,
            namespace,
            null,
            Map.of(
                SearchedBy.WORKSPACE_ID.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)));
  }

  private static WorkflowStart start() {
    var signup = new SignupId(UUID.randomUUID());
    return new WorkflowStart(
        "SignupWorkflow",
        "identity/signup/" + signup.value(),
        "identity",
        new SignupCommand(signup, Duration.ofHours(24)),
        new WorkspaceId(UUID.randomUUID()),
        Instant.now().plusSeconds(60));
  }

  private static List<Path> checkouts() {
    return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
        .map(path -> path.resolve(".klaro").resolve("bin"))
        .toList();
  }
}
