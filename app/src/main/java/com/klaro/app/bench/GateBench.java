package com.klaro.app.bench;

import com.klaro.app.Installation;
import com.klaro.app.bench.Customers.Customer;
import com.klaro.store.Store;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.database.DatabaseRole;
import com.klaro.store.secrets.DataKey;
import com.klaro.store.temporal.TemporalSettings;
import com.klaro.store.tenancy.Admission;
import com.klaro.store.tenancy.Role;
import com.klaro.store.workspaces.WorkspaceFields;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.tenancy.WorkspaceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

/// What the tenancy gate costs a read: beside the same statement and decryption, in the same kind
/// of transaction under row-level security, where the workspace is a setting of the connection and
/// nobody asks whether the caller may.
final class GateBench implements Bench {

  private static final int COUNTED = 300;

  private record Row(
      WorkspaceId id, byte[] dataKey, byte[] nameEncrypted, String country, Instant createdAt) {}

  @Override
  public BenchReport measure(Installation installation, int rounds) {
    try (BenchDatabase postgres = BenchDatabase.start()) {
      DatabaseAddress direct = postgres.migrated("gate");
      try (Store store = postgres.open(direct, TemporalSettings.local())) {
        Customer customer = Customers.withoutWorkflows(store).make(1).getFirst();
        return report(postgres, direct, customer, rounds);
      }
    }
  }

  private static BenchReport report(
      BenchDatabase postgres, DatabaseAddress direct, Customer customer, int rounds) {
    Figure trips;
    try (RoundTrips between = RoundTrips.before(direct.port());
        Store gated = postgres.open(at(direct, between.port()), TemporalSettings.local());
        Store plain =
            postgres.open(
                inWorkspace(at(direct, between.port()), customer), TemporalSettings.local())) {
      double without = counted(between, ungated(plain, customer));
      double with = counted(between, gated(gated, customer));
      trips = Figure.exactly("gate.extra-round-trips", 1, Spread.of(List.of(with - without)));
    }
    try (Store gated = postgres.open(direct, TemporalSettings.local());
        Store plain = postgres.open(inWorkspace(direct, customer), TemporalSettings.local())) {
      Rounds.Comparison cost =
          new Rounds(rounds, 10, 400, postgres::cpuNanosWithThisProcess)
              .compare(ungated(plain, customer), gated(gated, customer));
      Rounds.Comparison server =
          new Rounds(rounds, 10, 400, () -> CpuTime.nanosOfFamily(postgres.server().pid()))
              .compare(ungated(plain, customer), gated(gated, customer));
      return new BenchReport(
          "gate",
          List.of(trips, Figure.atMost("gate.cpu-ratio", 1.5, cost.ratios())),
          List.of(
              String.format(
                  Locale.ROOT,
                  "CPU per read: %.0f µs, gated %.0f µs; of these in Postgres %.0f and %.0f",
                  cost.baseMicros(),
                  cost.micros(),
                  server.baseMicros(),
                  server.micros())));
    }
  }

  private static IntConsumer gated(Store store, Customer customer) {
    var reader = new WorkspaceReader(store.settings().master());
    return _ ->
        store
            .gate()
            .admit(
                customer.member(),
                customer.workspaceId(),
                Role.VIEWER,
                admission -> {
                  if (admission instanceof Admission.Admitted(var scope)) {
                    return reader.get(scope).name();
                  }
                  throw new IllegalStateException("The owner was refused");
                });
  }

  private static IntConsumer ungated(Store store, Customer customer) {
    WorkspaceId id = customer.workspaceId();
    return _ ->
        store
            .database()
            .transaction(
                DatabaseRole.TENANT,
                transaction -> {
                  Row row =
                      transaction
                          .handle()
                          .createQuery(
                              "SELECT id, data_key, name_encrypted, country, created_at FROM"
                                  + " workspaces WHERE id = :id")
                          .bind("id", id)
                          .mapTo(Row.class)
                          .one();
                  return DataKey.open(
                          store.settings().master(), row.dataKey(), WorkspaceFields.owner(row.id()))
                      .decrypt(row.nameEncrypted(), "workspaces.name");
                });
  }

  /// Per read, once the driver has prepared its statements.
  private static double counted(RoundTrips between, IntConsumer read) {
    for (int i = 0; i < 50; i++) {
      read.accept(i);
    }
    long before = between.count();
    for (int i = 0; i < COUNTED; i++) {
      read.accept(i);
    }
    return (double) (between.count() - before) / COUNTED;
  }

  private static DatabaseAddress at(DatabaseAddress address, int port) {
    return new DatabaseAddress(
        address.host(),
        port,
        address.database(),
        address.user(),
        address.password(),
        address.options());
  }

  private static DatabaseAddress inWorkspace(DatabaseAddress address, Customer customer) {
    Map<String, String> options = new HashMap<>(address.options());
    options.put("options", "-c klaro.workspace_id=" + customer.workspaceId());
    return new DatabaseAddress(
        address.host(),
        address.port(),
        address.database(),
        address.user(),
        address.password(),
        options);
  }
}
