package com.klaro.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.klaro.sandbox.process.Patience;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.StartWorkflowExecutionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A value that the test itself writes where the program writes: the scan that finds nothing else
/// there has to find this.
final class CanaryControl {
  private static final String NAME = "control";
  private static final String WORKFLOW = "control-of-histories";

  private final String value =
      "Control " + HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextLong());

  /// Parts of the names of places.
  private final List<String> places = new ArrayList<>();

  CanaryControl(Canaries canaries) {
    canaries.plant(NAME, value);
  }

  /// One table where it is text, one where it is bytes; both end in the database's own files.
  void inTables(Superuser database) {
    int _ = database.change("CREATE TABLE control_as_text AS SELECT '" + value + "'::text AS it");
    int _ =
        database.change(
            "CREATE TABLE control_as_bytes AS SELECT convert_to('" + value + "', 'UTF8') AS it");
    places.addAll(List.of("public.control_as_text", "public.control_as_bytes", "/postgres/"));
  }

  void inTheLog(KlaroHome home) throws IOException {
    Files.writeString(home.path().resolve("klaro.log"), value + "\n", StandardOpenOption.APPEND);
    Files.writeString(home.output(), value + "\n", StandardOpenOption.APPEND);
    places.addAll(List.of("/klaro.log", home.output().toString()));
  }

  /// As a program without the codec would write it; the server's own file has it from there.
  void inHistories(Histories histories) {
    var input =
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
            .setData(ByteString.copyFromUtf8("{\"typed\":\"" + value + "\"}"));
    var _ =
        histories
            .stubs()
            .blockingStub()
            .startWorkflowExecution(
                StartWorkflowExecutionRequest.newBuilder()
                    .setNamespace(histories.namespace())
                    .setRequestId(value)
                    .setWorkflowId(WORKFLOW)
                    .setWorkflowType(WorkflowType.newBuilder().setName("Planted"))
                    .setTaskQueue(TaskQueue.newBuilder().setName("nobody"))
                    .setInput(Payloads.newBuilder().addPayloads(input))
                    .build());
    assertThat(Patience.await(Duration.ofSeconds(30), () -> histories.ids().contains(WORKFLOW)))
        .as("lists have it a moment later")
        .isTrue();
    places.addAll(List.of(WORKFLOW, "/temporal/"));
  }

  /// In each place it was written to, and nothing but it anywhere.
  void isAllThatIs(Map<String, List<String>> found) {
    assertThat(found)
        .allSatisfy((place, names) -> assertThat(names).as(place).containsExactly(NAME));
    assertThat(places)
        .allSatisfy(
            part -> assertThat(found.keySet()).as(part).anyMatch(place -> place.contains(part)));
  }
}
