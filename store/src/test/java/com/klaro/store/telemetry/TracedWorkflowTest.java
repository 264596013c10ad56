package com.klaro.store.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.klaro.store.temporal.KlaroTemporalPlugin;
import com.klaro.store.temporal.TestTemporal;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

public class TracedWorkflowTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @WorkflowInterface
  public interface Story {
    @WorkflowMethod
    String tell();
  }

  @ActivityInterface
  public interface Steps {
    String step();
  }

  public static final class StoryImpl implements Story {
    @Override
    public String tell() {
      Workflow.sleep(Duration.ofDays(1));
      return Workflow.newActivityStub(
              Steps.class,
              ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(5)).build())
          .step();
    }
  }

  @Test
  void anActivityContinuesTheTraceOfTheRequestThatStartedItsWorkflow() throws Exception {
    try (var collector = new Collector();
        Tracing tracing = Tracing.of(collector.settings(), "worker", new byte[32])) {
      assertThat(run(tracing)).startsWith("00-" + TRACE);
    }
  }

  @Test
  void withTracingOffNothingIsAdded() throws Exception {
    assertThat(run(Tracing.off())).isEmpty();
  }

  /// Twice the line, with the ids, and none of what went well at once: history has that.
  @Test
  void aStepThatTookMoreThanOneAttemptLeavesALineForEach() throws Exception {
    Logger log = (Logger) LoggerFactory.getLogger(TracedWork.class);
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    log.setLevel(Level.INFO);
    log.addAppender(lines);
    var calls = new AtomicInteger();
    try {
      Object _ = run(Tracing.off(), () -> "");
      assertThat(lines.list).isEmpty();
      Object _ =
          run(
              Tracing.off(),
              () -> {
                if (calls.incrementAndGet() == 1) {
                  throw new IllegalStateException("not yet");
                }
                return "";
              });
    } finally {
      log.detachAppender(lines);
      log.setLevel(null);
    }
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "Step failed at attempt 1: IllegalStateException", "Step done at attempt 2");
    assertThat(lines.list)
        .allSatisfy(line ->
            assertThat(line.getMDCPropertyMap()).containsEntry("workflowId", "test/story/1"));
  }

  private static String run(Tracing tracing) throws TimeoutException {
    return run(tracing, tracing::traceparent);
  }

  private static String run(Tracing tracing, Steps steps) throws TimeoutException {
    KlaroTemporalPlugin plugin = TestTemporal.plugin(tracing);
    try (TestWorkflowEnvironment environment = TestTemporal.workflows(plugin)) {
      var worker = TestTemporal.worker(environment, plugin, "q");
      worker.registerWorkflowImplementationTypes(StoryImpl.class);
      worker.registerActivitiesImplementations(steps);
      environment.start();
      Story story =
          environment
              .getWorkflowClient()
              .newWorkflowStub(
                  Story.class,
                  WorkflowOptions.newBuilder()
                      .setTaskQueue("q")
                      .setWorkflowId("test/story/1")
                      .build());
      try (Span request = tracing.entered("POST /x", "00-" + TRACE + "-00f067aa0ba902b7-01")) {
        request.put(SpanField.METHOD, "POST");
        WorkflowClient.start(story::tell);
      }
      return environment
          .getWorkflowClient()
          .newUntypedWorkflowStub("test/story/1")
          .getResult(20, TimeUnit.SECONDS, String.class);
    }
  }
}
