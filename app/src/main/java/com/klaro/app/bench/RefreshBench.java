package com.klaro.app.bench;

import com.klaro.app.Installation;
import com.klaro.app.bench.Customers.Customer;
import com.klaro.store.Store;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.temporal.TemporalSettings;
import java.util.List;
import java.util.Locale;

/// What it costs to swap a refresh token, beside the one row that has to change for it; and what
/// the whole request takes, with HTTP and the signature of the access token, which every route has.
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
                    cost.ratios().median()),
                overHttp(installation, postgres, address, store, rounds)));
      }
    }
  }

  /// Beside `GET /v1/me`, which also is asked by who is signed in, and signs nothing.
  private static String overHttp(
      Installation installation,
      BenchDatabase postgres,
      DatabaseAddress address,
      Store store,
      int rounds) {
    List<Customer> customers = Customers.withoutWorkflows(store).make(CUSTOMERS);
    try (ApiChild api = ApiChild.start(installation, postgres, address, ChildSettings.shipped())) {
      var sessions = new Refreshes(api, customers);
      for (int turn = 0; turn < WARM_UP / 2; turn++) {
        sessions.refresh(turn);
        sessions.read(turn);
      }
      Rounds.Comparison cost =
          new Rounds(
                  rounds,
                  10,
                  100,
                  () -> api.cpuNanos() + CpuTime.nanosOfFamily(postgres.server().pid()))
              .compare(sessions::read, sessions::refresh);
      return String.format(
          Locale.ROOT,
          "over HTTP: CPU of POST /v1/sessions/refresh %.0f µs, of GET /v1/me %.0f µs",
          cost.micros(),
          cost.baseMicros());
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
