package com.klaro.activities.tenancy;

import com.klaro.store.tenancy.Admission;
import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.TenancyGate;
import com.klaro.workflows.tenancy.TenancyFailure;
import com.klaro.workflows.tenancy.WorkspaceCall;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import java.util.Set;

/// One attempt of one activity, at the door.
final class TenancyCheck extends ActivityInboundCallsInterceptorBase {

  private final TenancyGate gate;
  private final Set<String> withoutWorkspace;
  private boolean free;

  TenancyCheck(
      ActivityInboundCallsInterceptor next, TenancyGate gate, Set<String> withoutWorkspace) {
    super(next);
    this.gate = gate;
    this.withoutWorkspace = withoutWorkspace;
  }

  @Override
  public void init(ActivityExecutionContext context) {
    free = withoutWorkspace.contains(context.getInfo().getActivityType());
    super.init(context);
  }

  @Override
  public ActivityOutput execute(ActivityInput input) {
    if (!free && !admitted(input.getArguments())) {
      throw ApplicationFailure.newNonRetryableFailure(
          "The gate refused", TenancyFailure.TENANCY_REFUSED.name());
    }
    return super.execute(input);
  }

  /// Asks for the lowest role: whether this actor may be here at all. The step itself names the
  /// role it needs when it opens its scope.
  private boolean admitted(Object[] arguments) {
    return arguments.length == 1
        && arguments[0] instanceof WorkspaceCall call
        && gate.admit(call.actor(), call.workspaceId(), Role.VIEWER, TenancyCheck::isAdmitted);
  }

  private static boolean isAdmitted(Admission admission) {
    return switch (admission) {
      case Admission.Admitted _ -> true;
      case Admission.Refused _ -> false;
    };
  }
}
