package com.klaro.app.bench;

import com.klaro.app.Installation;
import com.klaro.app.bench.Customers.Customer;
import com.klaro.store.Store;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.temporal.TemporalSettings;
import java.util.List;
import java.util.Locale;

/// What it costs to swap a refresh token, beside the one row that has to change for it.
final class RefreshBench implements Bench {

  private static final double GOAL_MICROS = 500;
  private static final int WARM_UP = 20_000;
  private static final int CUSTOMERS = 50;

  @Override
  public BenchReport measure(Installation installation, int rounds) {
    try (BenchDatabase postgres = BenchDatabase.start()) {
      DatabaseAddress address = postgres.migrated("refresh");
      try (Store store = postgres.open(address, TemporalSettings.local())) {
        List<Customer> customers = Customers.withoutWorkflows(store).make(CUSTOMERS);
        Requests requests = Requests.on(store, customers);
        // Some thousand, by which a program at work is told from one that was just started.
        for (int turn = 0; turn < WARM_UP; turn++) {
          requests.refresh(turn);
        }
        Rounds.Comparison cost =
            new Rounds(rounds, 10, 200, postgres::cpuNanosWithThisProcess)
                .compare(turn -> touch(store, customers, turn), requests::refresh);
        return new BenchReport(
            "refresh",
            List.of(Figure.atMost("refresh.cpu-micros", GOAL_MICROS, cost.measured())),
            List.of(
                String.format(
                    Locale.ROOT,
                    "CPU of a bare change of the row: %.0f µs, of a rotation %.0f µs; %.2f times as"
                        + " much",
                    cost.baseMicros(),
                    cost.micros(),
                    cost.ratios().median())));
      }
    }
  }

  private static void touch(Store store, List<Customer> customers, int turn) {
    store
        .database()
        .inTransaction(
            DatabaseRole.IDENTITY,
            transaction ->
                transaction
                    .handle()
                    .createUpdate(
                        "UPDATE sessions SET generation = generation + 1, rotated_at = now() WHERE"
                            + " id = :id")
                    .bind("id", customers.get(turn % customers.size()).member().sessionId())
                    .execute());
  }
}
