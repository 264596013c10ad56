package com.klaro.store.database;

import com.klaro.store.telemetry.Span;
import com.klaro.store.telemetry.SpanField;
import com.klaro.store.telemetry.Tracing;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.jdbc.PgConnection;

/// The pools, one per role, and the only way to a transaction.
///
/// Every transaction has a deadline: when it passes, the connection is aborted from outside, so a
/// frozen server cannot hold a request. Transactions of one request share theirs ([DatabaseTime]).
/// A thread holds one connection at a time; asking for a second one while holding the first is
/// refused, because two requests doing so at once would deadlock on the pool.
public final class Database implements AutoCloseable {

  private static final int BATCH = 500;
  private static final int BEAT_MILLIS = 100;

  /// An aborted statement goes on in Postgres, with its place among `max_connections`, until it has
  /// the lock that it waits for. A server that looks whether its client is still there ends it.
  private static final String LOOK_FOR_CLIENT = "SET client_connection_check_interval = '1s'";

  /// Static, so that the rule "one connection per thread" holds across instances too.
  private static final ThreadLocal<DatabaseRole> HELD = new ThreadLocal<>();

  private final DatabaseSettings settings;
  private final Tracing tracing;
  private final Map<DatabaseRole, HikariDataSource> pools = new EnumMap<>(DatabaseRole.class);
  private final Map<DatabaseRole, Jdbi> access = new EnumMap<>(DatabaseRole.class);
  private final ThreadGroup poolThreads = new ThreadGroup("pools");
  private final ScheduledExecutorService deadlines;

  /// @param passwordOf password of a role's login (`RoleLogins` in `secrets`)
  public Database(
      DatabaseAddress address,
      DatabaseSettings settings,
      UnaryOperator<String> passwordOf,
      String applicationName,
      MeterRegistry meters,
      Tracing tracing) {
    this.settings = settings;
    this.tracing = tracing;
    for (DatabaseRole role : DatabaseRole.values()) {
      String user = role.roleName(address.database());
      HikariDataSource pool =
          new HikariDataSource(
              config(
                  address.as(user, passwordOf.apply(user)),
                  role,
                  settings,
                  applicationName,
                  meters));
      pools.put(role, pool);
      access.put(role, Jdbi.create(pool).installPlugin(new RowMapping()));
    }
    var timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("database-deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
    // A deadline that is the next to come wakes the timer's thread when it is set, which costs more
    // than setting it. Behind a beat it hardly ever is the next.
    var _ = timer.scheduleAtFixedRate(() -> {}, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    deadlines = timer;
  }

  /// One span from the wait for a connection to the commit, of whatever trace this thread is in. It
  /// names the role; statements and rows are nobody's business outside.
  ///
  /// @throws DatabaseUnavailable when Postgres is away, out of connections, or late
  public <T> T transaction(DatabaseRole role, Function<Transaction, T> work) {
    return holding(
        role,
        "transaction",
        handle -> {
          var transaction = new Transaction(handle);
          return transaction.run(() -> work.apply(transaction));
        });
  }

  /// Exactly one statement, or one batch, with no transaction around it: Postgres makes one of it,
  /// and the commit is no round trip of its own.
  ///
  /// @throws DatabaseUnavailable as `transaction`
  public <T> T statement(DatabaseRole role, Function<Handle, T> statement) {
    return holding(role, "statement", statement);
  }

  private <T> T holding(DatabaseRole role, String kind, Function<Handle, T> work) {
    if (HELD.get() != null) {
      throw new IllegalStateException("This thread already holds a " + HELD.get() + " connection");
    }
    HELD.set(role);
    String name = role.name().toLowerCase(Locale.ROOT);
    try (Span span = tracing.call(kind + " " + name).put(SpanField.DATABASE_ROLE, name)) {
      return bounded(role, work, span);
    } finally {
      HELD.remove();
    }
  }

  private <T> T bounded(DatabaseRole role, Function<Handle, T> work, Span span) {
    try (DatabaseTime.Use time = DatabaseTime.use(settings);
        Handle handle = jdbi(role).open()) {
      var abort =
          deadlines.schedule(() -> abort(handle), time.left().toNanos(), TimeUnit.NANOSECONDS);
      try {
        return work.apply(handle);
      } finally {
        abort.cancel(false);
      }
    } catch (DatabaseUnavailable late) {
      span.failed(late);
      throw late;
    } catch (JdbiException failure) {
      RuntimeException translated = DatabaseUnavailable.translated(failure);
      span.failed(translated);
      throw translated;
    }
  }

  public void inTransaction(DatabaseRole role, Consumer<Transaction> work) {
    Object _ =
        transaction(
            role,
            transaction -> {
              work.accept(transaction);
              return Boolean.TRUE;
            });
  }

  /// Deletes in transactions of bounded size, because a backlog of days would not fit into one
  /// deadline. Safe to repeat, also after it failed half-way.
  ///
  /// @param batch deletes at most as many as it is told, and says how many it did
  /// @return how many were deleted in all
  /// @throws DatabaseUnavailable as `transaction`
  public int inBatches(DatabaseRole role, ToIntBiFunction<Transaction, Integer> batch) {
    int deleted = 0;
    int last;
    do {
      last = transaction(role, transaction -> batch.applyAsInt(transaction, BATCH));
      deleted += last;
    } while (last == BATCH);
    return deleted;
  }

  /// Whether Postgres answers now, for health checks.
  public boolean answers() {
    try {
      inTransaction(DatabaseRole.PLATFORM, transaction -> transaction.handle().execute("SELECT 1"));
      return true;
    } catch (DatabaseUnavailable away) {
      return false;
    }
  }

  /// @throws DatabaseUnavailable when Postgres is away
  public PostgresVersion version() {
    return transaction(
        DatabaseRole.PLATFORM,
        transaction ->
            new PostgresVersion(
                transaction
                    .handle()
                    .select("SELECT CAST(current_setting('server_version_num') AS integer)")
                    .mapTo(Integer.class)
                    .one()));
  }

  private Jdbi jdbi(DatabaseRole role) {
    Jdbi jdbi = access.get(role);
    if (jdbi == null) {
      throw new IllegalArgumentException("No pool for " + role);
    }
    return jdbi;
  }

  private static void abort(Handle handle) {
    try {
      // The driver's own connection: the pool's wrapper would wait for the statement that is being
      // aborted.
      handle.getConnection().unwrap(PgConnection.class).abort(Runnable::run);
    } catch (SQLException alreadyClosed) {
      return;
    }
  }

  private HikariConfig config(
      DatabaseAddress address,
      DatabaseRole role,
      DatabaseSettings settings,
      String applicationName,
      MeterRegistry meters) {
    var config = new HikariConfig();
    config.setDataSource(new SteadySource(address.dataSource(applicationName)));
    config.setPoolName(role.name().toLowerCase(Locale.ROOT));
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(settings.borrow().toMillis());
    config.setValidationTimeout(Math.max(250, settings.borrow().toMillis() / 4));
    config.setConnectionInitSql(LOOK_FOR_CLIENT);
    config.setKeepaliveTime(30_000);
    config.setMaxLifetime(15 * 60_000);
    // Start while Postgres is away: readiness says so, and requests answer 503 until it is back.
    config.setInitializationFailTimeout(-1);
    config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
    config.setThreadFactory(
        Thread.ofPlatform()
            .group(poolThreads)
            .daemon()
            .name("pool-" + config.getPoolName() + "-", 0)
            .factory());
    return config;
  }

  /// A pool that is closed waits a second for its threads, and they rest for longer between two
  /// tries at a server that is away or refuses us. Interrupted, they end at once.
  @Override
  public void close() {
    poolThreads.interrupt();
    pools.values().forEach(HikariDataSource::close);
    deadlines.shutdownNow();
  }
}
