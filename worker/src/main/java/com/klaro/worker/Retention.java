package com.klaro.worker;

import com.klaro.store.idempotency.IdempotencyRetention;
import com.klaro.store.identity.SignupRetention;
import com.klaro.store.upkeep.Upkeep;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes what nobody needs any more, each hour, in every worker: what one has deleted the other
/// does not find.
public final class Retention implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration PERIOD = Duration.ofHours(1);

  private final RetentionSettings settings;
  private final SignupRetention signups;
  private final IdempotencyRetention keys;
  private final Clock clock;
  private final Upkeep upkeep = new Upkeep("retention");

  public Retention(
      RetentionSettings settings, SignupRetention signups, IdempotencyRetention keys, Clock clock) {
    this.settings = settings;
    this.signups = signups;
    this.keys = keys;
    this.clock = clock;
  }

  /// @param signups rows deleted
  /// @param idempotencyKeys keys forgotten, with their answers
  public record Run(int signups, int idempotencyKeys) {}

  void start() {
    upkeep.every(FIRST, PERIOD, this::logged);
  }

  private void logged() {
    Run run = run();
    LOG.info(
        "Retention: {} signups, {} idempotency keys deleted", run.signups(), run.idempotencyKeys());
  }

  /// Safe to repeat, also after it failed half-way.
  ///
  /// @throws com.klaro.store.database.DatabaseUnavailable when Postgres is away
  public Run run() {
    return new Run(signups.forget(clock.instant().minus(settings.signups())), keys.forget());
  }

  @Override
  public void close() {
    upkeep.close();
  }
}
