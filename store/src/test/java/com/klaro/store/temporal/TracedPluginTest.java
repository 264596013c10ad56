package com.klaro.store.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.temporal.InMemoryServer;
import com.klaro.store.telemetry.Collector;
import com.klaro.store.telemetry.Span;
import com.klaro.store.telemetry.Tracing;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.WorkspaceCall;
import com.klaro.workflows.tenancy.WorkspaceId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/// What the plugin brings to every program: the trace from a start to its activities, and ids in
/// their log lines, around whatever else stands before an activity.
public class TracedPluginTest {

  public record Call(WorkspaceId workspaceId, Actor actor) implements WorkspaceCall {}

  @WorkflowInterface
  public interface Story {
    @WorkflowMethod
    void tell(Call call);
  }

  @ActivityInterface
  public interface Steps {
    void step(Call call);
  }

  public static final class StoryImpl implements Story {
    @Override
    public void tell(Call call) {
      Workflow.newActivityStub(
              Steps.class,
              ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(9)).build())
          .step(call);
    }
  }

  private static final String ID = "test/story/1";

  private final Call call =
      new Call(new WorkspaceId(UUID.randomUUID()), new Actor.Automation("members"));
  private final List<String> order = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> fields = new CopyOnWriteArrayList<>();

  @Test
  void aStartIsContinuedByItsActivityAndEverythingBeforeIt() throws Exception {
    String trace;
    try (var collector = new Collector()) {
      try (Tracing tracing = Tracing.of(collector.settings(), "test", new byte[32])) {
        trace = run(tracing);
      }
      Collector.Received request = collector.span("POST /x");
      Collector.Received start = collector.span("start Story");
      Collector.Received activity = collector.span("Step");
      assertThat(collector.spans()).extracting(Collector.Received::trace).containsOnly(trace);
      assertThat(start.parent()).isEqualTo(request.id());
      assertThat(activity.parent()).isEqualTo(start.id());
      assertThat(collector.span("at first").parent()).isEqualTo(activity.id());
      assertThat(collector.span("at second").parent()).isEqualTo(activity.id());
      assertThat(activity.attributes())
          .containsEntry("temporal.workflow.id", ID)
          .containsEntry("klaro.workspace.id", call.workspaceId().toString());
    }
    assertThat(order).containsExactly("first", "second");
    assertThat(fields)
        .hasSize(3)
        .allSatisfy(line ->
            assertThat(line)
                .containsEntry("traceId", trace)
                .containsEntry("workflowId", ID)
                .containsEntry("workspaceId", call.workspaceId().toString()));
  }

  @Test
  void withTracingOffLinesHaveTheOtherIds() {
    assertThat(run(Tracing.off())).isEmpty();
    assertThat(fields)
        .hasSize(3)
        .allSatisfy(line ->
            assertThat(line)
                .containsEntry("workflowId", ID)
                .containsEntry("workspaceId", call.workspaceId().toString())
                .doesNotContainKey("traceId"));
  }

  private String run(Tracing tracing) {
    var plugin =
        new KlaroTemporalPlugin(
            "test",
            TestKeys.codec(1),
            new SimpleMeterRegistry(),
            tracing,
            List.of(noting("first", tracing), noting("second", tracing)));
    try (InMemoryServer temporal = InMemoryServer.start(0, "klaro", SearchedBy.types());
        var connection =
            TemporalConnection.forWorkers(
                new TemporalSettings(temporal.address(), "klaro", null), plugin);
        var gateway = new WorkflowGateway(connection::client)) {
      WorkerFactory factory = WorkerFactory.newInstance(connection.client());
      var worker = factory.newWorker("q");
      worker.registerWorkflowImplementationTypes(StoryImpl.class);
      worker.registerActivitiesImplementations((Steps) _ -> note());
      factory.start();
      try (Span request = tracing.entered("POST /x", null)) {
        assertThat(gateway.start(WorkflowStart.of("Story", ID, "q", call)))
            .isInstanceOf(Delivery.Reached.class);
        connection.client().newUntypedWorkflowStub(ID).getResult(20, TimeUnit.SECONDS, Void.class);
        return request.traceId();
      } catch (java.util.concurrent.TimeoutException late) {
        throw new AssertionError(late);
      } finally {
        factory.shutdownNow();
        factory.awaitTermination(5, TimeUnit.SECONDS);
      }
    }
  }

  private void note() {
    fields.add(Map.copyOf(MDC.getCopyOfContextMap()));
  }

  /// As the gate does: it asks something before the activity begins.
  private WorkerInterceptor noting(String name, Tracing tracing) {
    return new WorkerInterceptorBase() {
      @Override
      public ActivityInboundCallsInterceptor interceptActivity(
          ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
          @Override
          public ActivityOutput execute(ActivityInput input) {
            order.add(name);
            note();
            tracing.call("at " + name).close();
            return super.execute(input);
          }
        };
      }
    };
  }
}
