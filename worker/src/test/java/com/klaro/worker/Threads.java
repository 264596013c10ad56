package com.klaro.worker;

import com.klaro.worker.wiring.FeatureWiring;
import com.klaro.worker.wiring.Purge;
import com.klaro.worker.wiring.Unfinished;
import com.klaro.workflows.tenancy.WithoutWorkspace;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;

/// A feature that only tells on which threads it is run.
final class Threads {

  static final String QUEUE = "threads";
  static final FeatureWiring WIRING = wiring(List::of, Purge.hourly("threads", () -> 0));

  private Threads() {}

  static FeatureWiring wiring(Unfinished rows, Purge old) {
    return new FeatureWiring(
        QUEUE,
        List.of(StoryImpl.class),
        () -> List.of(new StepImpl()),
        List.of(rows),
        List.of(old));
  }

  @WorkflowInterface
  public interface Story {
    @WorkflowMethod(name = "ThreadsWorkflow")
    List<Boolean> areVirtual();
  }

  @WithoutWorkspace("a thread is nobody's")
  @ActivityInterface
  public interface Step {
    boolean isVirtual();
  }

  public static final class StoryImpl implements Story {
    @Override
    public List<Boolean> areVirtual() {
      Step step =
          Workflow.newActivityStub(
              Step.class,
              ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(20)).build());
      return List.of(Thread.currentThread().isVirtual(), step.isVirtual());
    }
  }

  public static final class StepImpl implements Step {
    @Override
    public boolean isVirtual() {
      return Thread.currentThread().isVirtual();
    }
  }
}
