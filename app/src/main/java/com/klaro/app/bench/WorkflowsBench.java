package com.klaro.app.bench;

import com.klaro.activities.identity.SignupActivitiesImpl;
import com.klaro.activities.mail.Letterbox;
import com.klaro.activities.mail.Links;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Installation;
import com.klaro.sandbox.temporal.DevServer;
import com.klaro.sandbox.temporal.DevServerSettings;
import com.klaro.sandbox.temporal.SearchAttributes;
import com.klaro.sandbox.temporal.TemporalBinary;
import com.klaro.store.Store;
import com.klaro.store.identity.EmailAddress;
import com.klaro.store.temporal.SearchedBy;
import com.klaro.store.temporal.TemporalSettings;
import com.klaro.store.temporal.WorkflowStart;
import com.klaro.workflows.identity.IdentityQueue;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/// What the house adds to a workflow, beside the bare SDK running the same workflow with the same
/// steps on the same real server.
///
/// Two pairs. Of a signup, whose mails nobody sends: `bare`, its row written and its workflow
/// started by the SDK alone, with the real activities; `full`, accepted at its door, with outbox,
/// gateway, codec, interceptors and metrics. Of a workflow whose activities do nothing: `raw` and
/// `house`, where nothing but the mechanisms is left. All run in this process, in turns.
final class WorkflowsBench implements Bench {

  private static final EmailAddress KNOWN = new EmailAddress("asha.rao@example.com");

  @Override
  public BenchReport measure(Installation installation, int rounds) {
    Path binary =
        TemporalBinary.find(List.of(installation.root().resolve(".klaro/bin")))
            .orElseThrow(() ->
                new CommandFailed(
                    ExitCode.MISSING,
                    "This needs a real Temporal server: run ./klaro temporal install"));
    try (BenchDatabase postgres = BenchDatabase.start()) {
      DevServer temporal =
          DevServer.start(
              new DevServerSettings(
                  binary,
                  postgres.directory().resolve("temporal"),
                  DevServerSettings.Ports.FREE,
                  "raw",
                  null,
                  SearchedBy.types()));
      try (Closings closings = Closings.on(temporal.address())) {
        ProcessHandle server = ProcessHandle.of(temporal.pid().orElseThrow()).orElseThrow();
        return measured(
            postgres,
            temporal.address(),
            closings,
            rounds,
            () -> postgres.cpuNanosWithThisProcess() + CpuTime.of(server).toNanos());
      } finally {
        temporal.close();
      }
    }
  }

  private static BenchReport measured(
      BenchDatabase postgres,
      String address,
      Closings closings,
      int rounds,
      LongSupplier everywhere) {
    // A database each: a dispatcher hands on whatever it finds.
    try (Store houseStore = store(postgres, address, closings, "house");
        Store bareStore = store(postgres, address, closings, "bare");
        Store fullStore = store(postgres, address, closings, "full");
        Arm raw = Arm.raw(address, "raw", new Arm.NothingToDo(), Arm::command);
        Arm bare = bare(bareStore, address);
        Arm house =
            Arm.house(
                houseStore, "house", new Arm.NothingToDo(), () -> startThroughGateway(houseStore));
        Arm full = full(fullStore)) {
      return new WorkflowTimes(closings, bare, full, raw, house, rounds, everywhere).report();
    }
  }

  private static Store store(
      BenchDatabase postgres, String address, Closings closings, String namespace) {
    closings.register(namespace);
    SearchAttributes.ensure(address, namespace, SearchedBy.types());
    return postgres.open(
        postgres.migrated(namespace), TemporalSettings.local().at(address).in(namespace));
  }

  private static String startThroughGateway(Store store) {
    var command = Arm.command();
    String id = IdentityQueue.signupWorkflowId(command.signupId());
    Object _ =
        store
            .gateway()
            .start(WorkflowStart.of(IdentityQueue.SIGNUP, id, IdentityQueue.NAME, command));
    return id;
  }

  /// The row of the outbox is written too, and stays where it is.
  private static Arm bare(Store store, String address) {
    Customers customers = Customers.withoutWorkflows(store);
    customers.make(KNOWN);
    return Arm.raw(
        address, "bare", activities(customers), () -> Arm.command(customers.request(KNOWN)));
  }

  private static Arm full(Store store) {
    Customers.withoutWorkflows(store).make(KNOWN);
    var customers = new Customers(store, store.outbox());
    return Arm.house(
        store,
        "full",
        activities(customers),
        () -> IdentityQueue.signupWorkflowId(customers.request(KNOWN)));
  }

  private static SignupActivitiesImpl activities(Customers customers) {
    return new SignupActivitiesImpl(
        customers.mails(), new Letterbox(_ -> {}), new Links(URI.create("http://127.0.0.1")));
  }
}
