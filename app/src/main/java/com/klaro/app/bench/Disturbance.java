package com.klaro.app.bench;

import com.klaro.app.client.Answer;
import com.klaro.app.client.ApiClient;
import com.klaro.sandbox.process.Patience;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.identity.EmailAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// What else goes on while somebody with a clock asks: half of the cores compute, and nine of ten
/// connections of the pool that signing in takes them from are held, by refreshes that wait for the
/// rows of their sessions.
final class Disturbance implements AutoCloseable {

  static final int POOL = 10;

  private static final int HELD = POOL - 1;

  private final Connection holder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean over;

  private Disturbance(Connection holder) {
    this.holder = holder;
  }

  /// @param customers whose sessions nothing else is asked of, see [#HELD]
  static Disturbance begin(
      ApiClient api, DatabaseAddress address, List<Customers.Customer> customers) {
    try {
      var disturbance = new Disturbance(address.dataSource("klaro-bench").getConnection());
      disturbance.hold(api, customers);
      disturbance.compute();
      return disturbance;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// @param phc the hash of everybody there: unknown addresses take after accounts
  static List<Customers.Customer> customers(Customers all, String phc) {
    return IntStream.range(0, HELD)
        .mapToObj(number -> all.make(new EmailAddress("held" + number + "@example.com"), phc))
        .toList();
  }

  private void hold(ApiClient api, List<Customers.Customer> customers) throws SQLException {
    holder.setAutoCommit(false);
    try (var lock = holder.prepareStatement("SELECT 1 FROM sessions WHERE id = ? FOR UPDATE")) {
      for (Customers.Customer customer : customers) {
        lock.setObject(1, customer.member().sessionId().value());
        lock.execute();
      }
    }
    for (Customers.Customer customer : customers) {
      var body = Map.of("refreshToken", customer.refreshToken());
      threads.execute(() -> {
        while (!over) {
          // Refused when the request's time with the database is over; then it waits anew.
          Answer _ = api.post("/v1/sessions/refresh", body);
        }
      });
    }
    if (!Patience.await(Duration.ofSeconds(30), () -> waiting() == HELD)) {
      throw new IllegalStateException("The pool is not held");
    }
  }

  private int waiting() {
    try (var question = holder.createStatement();
        var answer =
            question.executeQuery(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()")) {
      answer.next();
      return answer.getInt(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void compute() {
    for (int core = 0; core < Math.max(1, Runtime.getRuntime().availableProcessors() / 2); core++) {
      threads.execute(() -> {
        while (!over) {
          Thread.onSpinWait();
        }
      });
    }
  }

  @Override
  public void close() {
    over = true;
    try (holder) {
      holder.rollback();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    } finally {
      threads.close();
    }
  }
}
