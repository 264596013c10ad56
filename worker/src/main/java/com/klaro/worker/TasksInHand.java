package com.klaro.worker;

import io.temporal.worker.tuning.CompositeTuner;
import io.temporal.worker.tuning.FixedSizeSlotSupplier;
import io.temporal.worker.tuning.SlotInfo;
import io.temporal.worker.tuning.SlotMarkUsedContext;
import io.temporal.worker.tuning.SlotPermit;
import io.temporal.worker.tuning.SlotReleaseContext;
import io.temporal.worker.tuning.SlotReserveContext;
import io.temporal.worker.tuning.SlotSupplier;
import io.temporal.worker.tuning.SlotSupplierFuture;
import io.temporal.worker.tuning.WorkerTuner;
import java.time.Duration;
import java.util.Optional;

/// What the workers of a process have taken from Temporal and not handed in, as their slots tell.
final class TasksInHand {

  private static final Duration LOOK = Duration.ofMillis(20);

  private int held;
  private long since = System.nanoTime();

  /// As many at once as the settings say.
  WorkerTuner tuner(WorkerSettings settings) {
    return new CompositeTuner(
        new Watched<>(settings.workflowSlots()),
        new Watched<>(settings.activitySlots()),
        new Watched<>(settings.activitySlots()),
        // There are no Nexus services.
        new FixedSizeSlotSupplier<>(1));
  }

  /// Waits until there has been none for `quiet`. What is handed in makes the server hand out what
  /// comes next, so a moment without any is not the end of it.
  ///
  /// @return false when that was not so before `longest` was over
  boolean awaitQuiet(Duration quiet, Duration longest) throws InterruptedException {
    long from = System.nanoTime();
    while (!(isOver(quiet, from) && isQuiet(quiet))) {
      if (isOver(longest, from)) {
        return false;
      }
      Thread.sleep(LOOK);
    }
    return true;
  }

  private synchronized boolean isQuiet(Duration quiet) {
    return held == 0 && isOver(quiet, since);
  }

  private static boolean isOver(Duration time, long from) {
    return System.nanoTime() - from >= time.toNanos();
  }

  private synchronized void add(int some) {
    held += some;
    since = System.nanoTime();
  }

  private final class Watched<T extends SlotInfo> implements SlotSupplier<T> {

    private final FixedSizeSlotSupplier<T> slots;

    private Watched(int most) {
      slots = new FixedSizeSlotSupplier<>(most);
    }

    @Override
    public SlotSupplierFuture reserveSlot(SlotReserveContext<T> context) throws Exception {
      return slots.reserveSlot(context);
    }

    @Override
    public Optional<SlotPermit> tryReserveSlot(SlotReserveContext<T> context) {
      return slots.tryReserveSlot(context);
    }

    @Override
    public void markSlotUsed(SlotMarkUsedContext<T> context) {
      add(1);
      slots.markSlotUsed(context);
    }

    /// Of a slot that was only waited with, no task is known.
    @Override
    public void releaseSlot(SlotReleaseContext<T> context) {
      slots.releaseSlot(context);
      if (context.getSlotInfo() != null) {
        add(-1);
      }
    }

    @Override
    public Optional<Integer> getMaximumSlots() {
      return slots.getMaximumSlots();
    }
  }
}
