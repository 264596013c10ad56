package com.klaro.activities.tenancy;

import com.klaro.store.tenancy.Role;
import com.klaro.store.tenancy.WorkspaceScope;
import com.klaro.workflows.tenancy.WorkspaceCall;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import java.util.Set;

/// One attempt of one activity, at the door.
final class TenancyCheck extends ActivityInboundCallsInterceptorBase {

  private final StepEntrance entrance;
  private final Set<String> withoutWorkspace;
  private boolean free;

  TenancyCheck(
      ActivityInboundCallsInterceptor next, StepEntrance entrance, Set<String> withoutWorkspace) {
    super(next);
    this.entrance = entrance;
    this.withoutWorkspace = withoutWorkspace;
  }

  @Override
  public void init(ActivityExecutionContext context) {
    free = withoutWorkspace.contains(context.getInfo().getActivityType());
    super.init(context);
  }

  /// Asks for the lowest role: whether this actor may be here at all. The step itself names the
  /// role it needs when it enters.
  @Override
  public ActivityOutput execute(ActivityInput input) {
    if (!free) {
      entrance.enter(call(input.getArguments()), Role.VIEWER, WorkspaceScope::workspaceId);
    }
    return super.execute(input);
  }

  private static WorkspaceCall call(Object[] arguments) {
    if (arguments.length == 1 && arguments[0] instanceof WorkspaceCall call) {
      return call;
    }
    throw StepEntrance.refused();
  }
}
