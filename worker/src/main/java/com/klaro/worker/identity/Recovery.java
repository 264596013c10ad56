package com.klaro.worker.identity;

import com.klaro.store.history.Delivery;
import com.klaro.store.history.WorkflowGateway;
import com.klaro.store.history.WorkflowStart;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// `klaro recover`: every open signup gets a workflow again, after a Temporal that lost its data.
/// Rows are the truth: what was mailed is not mailed again, and what runs is left alone.
public final class Recovery {

  private final Supplier<List<SignupId>> unfinished;
  private final Duration linkLife;
  private final WorkflowGateway gateway;

  /// @param unfinished signups that are neither completed nor gone
  /// @param linkLife a restarted workflow waits that long from now on; the links keep the end they
  ///   were mailed with
  public Recovery(Supplier<List<SignupId>> unfinished, Duration linkLife, WorkflowGateway gateway) {
    this.unfinished = unfinished;
    this.linkLife = linkLife;
    this.gateway = gateway;
  }

  /// @param restarted workflows that are there now and were not before
  /// @param unreachable rows to be tried again: more than none means that the command failed
  public record Report(int restarted, int alreadyThere, int unreachable) {}

  public Report run() {
    int restarted = 0;
    int alreadyThere = 0;
    int unreachable = 0;
    for (SignupId signup : unfinished.get()) {
      switch (restart(signup)) {
        case Delivery.Reached _ -> restarted++;
        case Delivery.AlreadyThere _ -> alreadyThere++;
        case Delivery.NotRunning _, Delivery.Unreachable _ -> unreachable++;
      }
    }
    return new Report(restarted, alreadyThere, unreachable);
  }

  private Delivery restart(SignupId signup) {
    return gateway.restart(
        WorkflowStart.of(
            IdentityQueue.SIGNUP,
            IdentityQueue.signupWorkflowId(signup),
            IdentityQueue.NAME,
            new SignupCommand(signup, linkLife)));
  }
}
