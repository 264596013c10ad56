package com.klaro.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.klaro.store.temporal.KlaroTemporalPlugin;
import com.klaro.store.temporal.TestTemporal;
import com.tngtech.archunit.core.domain.JavaClass;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.metadata.POJOWorkflowInterfaceMetadata;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.workflow.WorkflowInterface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Workflows that began under a released program must go on under this one. The histories are as
/// the product writes them, sealed with the key of tests; those in `plain` are from before the
/// codec and have the SDK's own spelling of durations, and must replay all the same.
///
/// New paths are recorded with `-Dklaro.histories=<folder>` on `SignupWorkflowTest`; recorded ones
/// are never replaced.
class RecordedHistoriesTest {

  private static final Path HISTORIES = Path.of("src/test/resources/histories");
  private static final KlaroTemporalPlugin PLUGIN = TestTemporal.plugin();
  private static final TestWorkflowEnvironment TEMPORAL = TestTemporal.workflows(PLUGIN);

  private static final io.temporal.worker.Worker WORKER =
      TestTemporal.worker(TEMPORAL, PLUGIN, "any queue");

  @BeforeAll
  static void register() {
    WORKER.registerWorkflowImplementationTypes(
        Stories.CLASSES.stream()
            .filter(type -> type.getSimpleName().endsWith("WorkflowImpl"))
            .map(JavaClass::reflect)
            .toArray(Class<?>[]::new));
  }

  @AfterAll
  static void close() {
    TEMPORAL.close();
  }

  static List<String> recorded() throws IOException {
    try (Stream<Path> files = Files.walk(HISTORIES)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(file -> HISTORIES.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /// Which workflows there are is read from the classes, and which are recorded from the histories.
  @Test
  void everyWorkflowIsRecordedAsTheProductWritesIt() throws IOException {
    Set<String> recorded = new TreeSet<>();
    for (String name : recorded()) {
      var begun =
          WorkflowExecutionHistory.fromJson(Files.readString(HISTORIES.resolve(name)))
              .getEvents()
              .getFirst()
              .getWorkflowExecutionStartedEventAttributes();
      Payload input = begun.getInput().getPayloads(0);
      if (input.getMetadataOrThrow("encoding").toStringUtf8().equals("binary/klaro-aes-gcm")) {
        recorded.add(begun.getWorkflowType().getName());
      }
    }
    assertThat(recorded).isNotEmpty().containsAll(workflowTypes());
  }

  private static List<String> workflowTypes() {
    return Stories.CLASSES.stream()
        .filter(type -> type.isAnnotatedWith(WorkflowInterface.class))
        .map(type -> POJOWorkflowInterfaceMetadata.newInstance(type.reflect()))
        .map(workflow -> workflow.getWorkflowType().orElseThrow())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void theRecordedPathIsStillTaken(String name) {
    assertThatCode(
            () -> WorkflowReplayer.replayWorkflowExecutionFromResource("histories/" + name, WORKER))
        .doesNotThrowAnyException();
  }
}
