package com.klaro.sandbox.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/// The time of the pretended world: the real one, moved forward as a test asks. It never goes back.
public final class VirtualClock extends Clock {
  private static final Duration FURTHEST = Duration.ofDays(365 * 100);

  private final Clock real;
  private final AtomicReference<Duration> ahead;

  public VirtualClock(Clock real) {
    this(real, new AtomicReference<>(Duration.ZERO));
  }

  private VirtualClock(Clock real, AtomicReference<Duration> ahead) {
    this.real = real;
    this.ahead = ahead;
  }

  /// The new time. A step so long that no date is left for it is refused, and changes nothing.
  public Instant advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("this clock does not go back");
    }
    return real.instant().plus(ahead.accumulateAndGet(step, VirtualClock::sum));
  }

  private static Duration sum(Duration ahead, Duration step) {
    Duration sum = ahead.plus(step);
    if (sum.compareTo(FURTHEST) > 0) {
      throw new IllegalArgumentException("this clock does not go further than " + FURTHEST);
    }
    return sum;
  }

  @Override
  public Instant instant() {
    return real.instant().plus(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  /// Another zone of the same moment: moving one moves both.
  @Override
  public Clock withZone(ZoneId zone) {
    return new VirtualClock(real.withZone(zone), ahead);
  }
}
