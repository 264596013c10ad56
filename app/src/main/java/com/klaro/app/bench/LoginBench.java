package com.klaro.app.bench;

import com.klaro.app.Installation;
import com.klaro.app.bench.Customers.Customer;
import com.klaro.app.bench.Latencies.Taken;
import com.klaro.app.calibrate.Calibration;
import com.klaro.store.Store;
import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.identity.password.HashingSettings;
import com.klaro.store.temporal.TemporalSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// What a login costs beside the password hash that it cannot do without, and what many at once do
/// to each other and to everybody else (S2-2). The baseline is the same library at the same
/// parameters, in a bare loop: those that we ship, which have to run anywhere, and then those that
/// `klaro calibrate` proposes for this machine; beside it, what the least program reaches that does
/// the same. The program has been at work before: for each sign-in it answers many who are signed
/// in, and what they share is compiled by then.
final class LoginBench implements Bench {

  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int WARM_UP = 4000;
  private static final int AT_WORK = 60_000;
  private static final int CLIENTS = 4;
  private static final int SIGNED_IN = 48;
  private static final int MILLIS = 100;

  @Override
  public BenchReport measure(Installation installation, int rounds) {
    HashingSettings shipped = HashingSettings.defaults();
    HashingSettings calibrated = Calibration.within(MILLIS);
    var figures = new ArrayList<Figure>();
    var notes = new ArrayList<String>();
    try (BenchDatabase postgres = BenchDatabase.start()) {
      with(
          installation,
          postgres,
          shipped,
          arm -> {
            figures.addAll(withStorms(arm, rounds, notes));
            notes.add(arm.cost().note(shipped));
          });
      with(
          installation,
          postgres,
          calibrated,
          arm -> {
            LoginCost cost = arm.cost();
            // A hash there takes longer.
            cost.warmUp(WARM_UP / 2);
            for (int round = 0; round < rounds; round++) {
              cost.round();
            }
            figures.addAll(cost.figures("-calibrated"));
            notes.add(cost.note(calibrated));
          });
    }
    return new BenchReport("login", figures, notes);
  }

  /// One set of parameters, under which the accounts were made and the baseline is measured.
  private record Arm(ApiChild api, Logins logins, LoginCost cost) {}

  private static void with(
      Installation installation,
      BenchDatabase postgres,
      HashingSettings settings,
      Consumer<Arm> work) {
    DatabaseAddress address = postgres.migrated("login" + settings.memory());
    try (Store store = postgres.open(address, TemporalSettings.local())) {
      List<String> people =
          IntStream.range(0, 64).mapToObj(number -> "asha" + number + "@example.com").toList();
      var hash = new BareHash(settings);
      Customers customers = Customers.withoutWorkflows(store);
      customers.withPassword(people, hash.phc());
      try (ApiChild api =
              ApiChild.start(installation, postgres, address, ChildSettings.hashing(settings));
          var least = new LeastLogin(address, hash)) {
        atWork(api, customers.make(SIGNED_IN));
        var logins = new Logins(api, people, hash.password());
        work.accept(new Arm(api, logins, new LoginCost(postgres, api, logins, hash, least)));
      }
    }
  }

  /// Each client has people of its own, for a session is refreshed by one client at a time.
  private static void atWork(ApiChild api, List<Customer> signedIn) {
    int share = signedIn.size() / CLIENTS;
    List<Refreshes> clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(client -> signedIn.subList(client * share, (client + 1) * share))
            .map(people -> new Refreshes(api, people))
            .toList();
    Latencies.of(
        CLIENTS,
        CLIENTS,
        client -> {
          for (int turn = 0; turn < AT_WORK / CLIENTS; turn++) {
            clients.get(client).refresh(turn);
            clients.get(client).read(turn);
          }
        });
  }

  private static List<Figure> withStorms(Arm arm, int rounds, List<String> notes) {
    ApiChild api = arm.api();
    Logins logins = arm.logins();
    LoginCost cost = arm.cost();
    var me = Requester.of(api, logins.one(0));
    Latencies.of(1, 200, me::read);
    double before = api.megabytes();
    var storm = new Storm(api, logins);
    cost.warmUp(WARM_UP);
    var tail = new ArrayList<Double>();
    var others = new ArrayList<Double>();
    for (int round = 0; round < rounds; round++) {
      cost.round();
      Taken many = Latencies.of(32, 640, logins::succeeds);
      tail.add(many.millis(0.99) / many.millis(0.5));
      double idle = Latencies.paced(250, me::read).millis(0.99);
      others.add(storm.around(() -> Latencies.paced(250, me::read)).millis(0.99) / idle);
    }
    double grown = api.megabytes() - before;
    Storm.AtOnce atOnce = storm.atOnce(200);
    double memory = HashingSettings.defaults().memory() / 1024.0;
    var figures = new ArrayList<>(cost.figures(""));
    figures.addAll(
        List.of(
            Figure.atMost("login.p99-to-p50-at-32", 1.5, Spread.of(tail)),
            Figure.atMost("login.others-p99-to-idle", 3, Spread.of(others)),
            Figure.atMost("login.grown-megabytes", CORES * memory + 64, Spread.of(List.of(grown))),
            Figure.atMost(
                "login.200-grown-megabytes", 200, Spread.of(List.of(api.megabytes() - before))),
            Figure.exactly(
                "login.200-neither-let-in-nor-told",
                0,
                Spread.of(List.of((double) atOnce.others()))),
            Figure.atMost(
                "login.200-health-p99-millis",
                200,
                Spread.of(List.of(atOnce.health().millis(0.99))))));
    notes.add(
        String.format(
            Locale.ROOT,
            "of 200 at once %d were let in and %d told to come back",
            atOnce.in(),
            atOnce.told()));
    return figures;
  }
}
