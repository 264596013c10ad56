package com.klaro.activities.tenancy;

import com.klaro.store.tenancy.Admission;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.TenancyGate;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.TenancyFailure;
import com.klaro.workflows.tenancy.WorkspaceCall;
import io.temporal.failure.ApplicationFailure;
import java.util.function.Function;

/// The way of a step into a workspace: asks the gate with what the step was called with. Every
/// activity that touches a workspace enters here.
public final class StepEntrance {

  private final TenancyGate gate;

  public StepEntrance(TenancyGate gate) {
    this.gate = gate;
  }

  /// Runs `work` in the gate's transaction. A step that speaks to a provider enters twice, before
  /// and after, and holds no connection in between.
  ///
  /// @throws ApplicationFailure of type `TENANCY_REFUSED`, which nobody retries
  public <T> T enter(WorkspaceCall call, Role need, Function<WorkspaceScope, T> work) {
    return gate.admit(
        call.actor(), call.workspaceId(), need, admission -> admitted(admission, work));
  }

  private static <T> T admitted(Admission admission, Function<WorkspaceScope, T> work) {
    return switch (admission) {
      case Admission.Admitted(WorkspaceScope scope) -> work.apply(scope);
      case Admission.Refused _ -> throw refused();
    };
  }

  static ApplicationFailure refused() {
    return ApplicationFailure.newNonRetryableFailure(
        "The gate refused", TenancyFailure.TENANCY_REFUSED.name());
  }
}
