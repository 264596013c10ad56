package com.klaro.workflows.identity;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.temporal.testing.WorkflowReplayer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Workflows that began under a released program must go on under this one. Payloads are plain
/// here, because what is recorded is the path; the codec has tests of its own.
///
/// New paths are recorded with `-Dklaro.histories=<folder>` on `SignupWorkflowTest`; recorded ones
/// are never replaced.
class RecordedHistoriesTest {

  @ParameterizedTest
  @ValueSource(strings = {"signup-completed", "signup-expired", "signup-known-address"})
  void theRecordedPathIsStillTaken(String name) {
    assertThatCode(() ->
            WorkflowReplayer.replayWorkflowExecutionFromResource(
                "histories/" + name + ".json", SignupWorkflowImpl.class))
        .doesNotThrowAnyException();
  }
}
