package com.klaro.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.worker.tuning.SlotInfo;
import io.temporal.worker.tuning.SlotMarkUsedContext;
import io.temporal.worker.tuning.SlotPermit;
import io.temporal.worker.tuning.SlotReleaseContext;
import io.temporal.worker.tuning.SlotReleaseReason;
import io.temporal.worker.tuning.SlotSupplier;
import io.temporal.worker.tuning.WorkflowSlotInfo;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TasksInHandTest {

  private static final Duration QUIET = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final WorkflowSlotInfo TASK =
      new WorkflowSlotInfo("type", "queue", "workflow", "run", "worker", "1", false);

  private final TasksInHand tasks = new TasksInHand();
  private final SlotSupplier<WorkflowSlotInfo> slots =
      tasks.tuner(WorkerSettings.defaults()).getWorkflowTaskSlotSupplier();
  private final SlotPermit permit = new SlotPermit();

  @Test
  void whereNothingWasTakenItIsQuietAfterAWhile() throws InterruptedException {
    long from = System.nanoTime();

    assertThat(tasks.awaitQuiet(QUIET, LONG)).isTrue();

    assertThat(System.nanoTime() - from).isGreaterThanOrEqualTo(QUIET.toNanos());
  }

  @Test
  void aTaskIsWaitedForAndWhatComesOfIt() throws Exception {
    slots.markSlotUsed(new Slot<>(permit, TASK));
    var handedIn = new AtomicLong();
    CompletableFuture<Void> work =
        CompletableFuture.runAsync(() -> {
          pause(2);
          slots.releaseSlot(new Slot<>(permit, TASK));
          // What it led to comes before it has been quiet for long enough.
          pause(0.3);
          slots.markSlotUsed(new Slot<>(permit, TASK));
          pause(1);
          handedIn.set(System.nanoTime());
          slots.releaseSlot(new Slot<>(permit, TASK));
        });

    assertThat(tasks.awaitQuiet(QUIET, LONG)).isTrue();

    assertThat(work).isDone();
    assertThat(System.nanoTime() - handedIn.get()).isGreaterThanOrEqualTo(QUIET.toNanos());
  }

  @Test
  void oneThatIsNotHandedInIsNotWaitedForWithoutEnd() throws InterruptedException {
    slots.markSlotUsed(new Slot<>(permit, TASK));

    assertThat(tasks.awaitQuiet(QUIET, QUIET.plusMillis(100))).isFalse();
  }

  @Test
  void aSlotThatWasOnlyWaitedWithIsNoTask() throws InterruptedException {
    slots.releaseSlot(new Slot<>(permit, null));
    slots.markSlotUsed(new Slot<>(permit, TASK));

    assertThat(tasks.awaitQuiet(QUIET, QUIET.plusMillis(100))).isFalse();
  }

  private static void pause(double quiets) {
    try {
      Thread.sleep(Duration.ofNanos((long) (QUIET.toNanos() * quiets)));
    } catch (InterruptedException ended) {
      throw new AssertionError(ended);
    }
  }

  private record Slot<T extends SlotInfo>(SlotPermit permit, @Nullable T task)
      implements SlotMarkUsedContext<T>, SlotReleaseContext<T> {

    /// Null where the slot was not used: so it is with the SDK's, whatever its signature says.
    @Override
    @SuppressWarnings("NullAway")
    public T getSlotInfo() {
      return task;
    }

    @Override
    public SlotPermit getSlotPermit() {
      return permit;
    }

    @Override
    public SlotReleaseReason getSlotReleaseReason() {
      return SlotReleaseReason.taskComplete();
    }
  }
}
