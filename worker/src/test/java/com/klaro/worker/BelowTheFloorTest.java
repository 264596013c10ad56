package com.klaro.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.klaro.sandbox.network.Fault;
import com.klaro.sandbox.network.FaultProxy;
import com.klaro.sandbox.process.Patience;
import com.klaro.sandbox.temporal.InMemoryServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A Temporal that came up after the worker, and is older than what the worker works with.
class BelowTheFloorTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String REFUSAL = "Temporal is too old";

  @Test
  void theWorkerStaysOffShiftAndSaysWhyOnce() {
    var tooOld = new AtomicBoolean(true);
    TemporalFloor floor = _ -> tooOld.get() ? Optional.of(REFUSAL) : Optional.empty();
    try (var lines = new WorkerLines();
        var temporal = InMemoryServer.start(0, "klaro", Map.of());
        var wire = FaultProxy.to(Integer.parseInt(temporal.address().split(":")[1]))) {
      wire.set(new Fault.Refuse());
      try (var shift = new OnShift(wire, floor)) {
        assertThat(shift.health.look().words())
            .isEqualTo("waiting for Temporal at " + wire.host() + ":" + wire.port());
        wire.set(new Fault.Pass());
        assertThat(says(shift, "not on shift: " + REFUSAL)).isTrue();
        // Away and back again is no news.
        wire.set(new Fault.Refuse());
        assertThat(says(shift, "waiting for Temporal at " + wire.host() + ":" + wire.port()))
            .isTrue();
        wire.set(new Fault.Pass());
        assertThat(says(shift, "not on shift: " + REFUSAL)).isTrue();
        assertThat(shift.worker.shift()).isEqualTo(Shift.WAITING_FOR_TEMPORAL);
        assertThat(lines.all()).containsExactly(REFUSAL);

        tooOld.set(false);
        assertThat(says(shift, "on shift")).isTrue();
        assertThat(shift.worker.shift()).isEqualTo(Shift.ON);
      }
    }
  }

  private static boolean says(OnShift shift, String words) {
    return Patience.await(LONG, () -> shift.worker.words().equals(words));
  }
}
