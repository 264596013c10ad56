package com.klaro.app.bench;

import com.klaro.activities.identity.SignupActivitiesImpl;
import com.klaro.activities.mail.Links;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.Installation;
import com.klaro.sandbox.temporal.DevServer;
import com.klaro.sandbox.temporal.DevServerSettings;
import com.klaro.sandbox.temporal.SearchAttributes;
import com.klaro.sandbox.temporal.TemporalBinary;
import com.klaro.store.Store;
import com.klaro.store.history.TemporalSettings;
import com.klaro.store.history.WorkflowGateway;
import com.klaro.store.history.WorkflowStart;
import com.klaro.store.identity.EmailAddress;
import com.klaro.workflows.identity.IdentityQueue;
import io.temporal.api.enums.v1.IndexedValueType;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What the house adds to a workflow, beside the bare SDK running the same workflow on the same
/// real server.
///
/// Three sides: `raw`, the bare SDK with activities that do nothing; `house`, the same started
/// through the gateway, with codec, interceptors and metrics; `full`, a signup accepted at its
/// door, with rows, outbox and real activities, whose mails nobody sends. All run in this process,
/// in turns.
final class WorkflowsBench implements Bench {

  private static final Map<String, IndexedValueType> ATTRIBUTES =
      Map.of(
          WorkflowGateway.WORKSPACE_ID.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          WorkflowGateway.SLA_DUE_AT.getName(), IndexedValueType.INDEXED_VALUE_TYPE_DATETIME);
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
                  ATTRIBUTES));
      try (Closings closings = Closings.on(temporal.address())) {
        return measured(postgres, temporal.address(), closings, rounds);
      } finally {
        temporal.close();
      }
    }
  }

  private static BenchReport measured(
      BenchDatabase postgres, String address, Closings closings, int rounds) {
    // A database each: a dispatcher hands on whatever it finds.
    try (Store houseStore = store(postgres, address, closings, "house");
        Store fullStore = store(postgres, address, closings, "full");
        Arm raw = Arm.raw(address, "raw");
        Arm house =
            Arm.house(
                houseStore, "house", new Arm.NothingToDo(), () -> startThroughGateway(houseStore));
        Arm full = full(fullStore)) {
      return new WorkflowTimes(closings, raw, house, full, rounds).report();
    }
  }

  private static Store store(
      BenchDatabase postgres, String address, Closings closings, String namespace) {
    closings.register(namespace);
    SearchAttributes.ensure(address, namespace, ATTRIBUTES);
    return postgres.open(
        postgres.migrated(namespace), TemporalSettings.local().at(address).in(namespace));
  }

  private static String startThroughGateway(Store store) {
    var command = Arm.command();
    String id = IdentityQueue.signupWorkflowId(command.signupId());
    Object _ =
        store.gateway().start(WorkflowStart.of("SignupWorkflow", id, IdentityQueue.NAME, command));
    return id;
  }

  private static Arm full(Store store) {
    Customers.withoutWorkflows(store).make(KNOWN);
    var customers = new Customers(store, store.outbox());
    var activities =
        new SignupActivitiesImpl(
            customers.mails(), _ -> {}, new Links(URI.create("http://127.0.0.1")));
    return Arm.house(
        store, "full", activities, () -> IdentityQueue.signupWorkflowId(customers.request(KNOWN)));
  }
}
