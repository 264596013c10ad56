package com.klaro.activities.tenancy;

import com.klaro.store.tenancy.TenancyGate;
import com.klaro.workflows.tenancy.WithoutWorkspace;
import com.klaro.workflows.tenancy.WorkspaceCall;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.metadata.POJOActivityImplMetadata;
import io.temporal.common.metadata.POJOActivityMethodMetadata;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands before every activity of a worker. What names a workspace is admitted by the gate, what
/// says that it concerns none passes, and everything else is refused: at boot, and again when it
/// runs.
public final class TenancyInterceptor extends WorkerInterceptorBase {

  private final StepEntrance entrance;
  private final Set<String> withoutWorkspace = ConcurrentHashMap.newKeySet();

  public TenancyInterceptor(TenancyGate gate) {
    entrance = new StepEntrance(gate);
  }

  /// Called for each implementation before it is registered.
  ///
  /// @throws IllegalStateException naming the method that says neither whose it is nor that it is
  ///   nobody's
  public void declare(Object activities) {
    var metadata = POJOActivityImplMetadata.newInstance(activities.getClass());
    for (POJOActivityMethodMetadata activity : metadata.getActivityMethods()) {
      Method method = activity.getMethod();
      boolean named =
          method.getParameterCount() == 1
              && WorkspaceCall.class.isAssignableFrom(method.getParameterTypes()[0]);
      boolean free =
          method.isAnnotationPresent(WithoutWorkspace.class)
              || method.getDeclaringClass().isAnnotationPresent(WithoutWorkspace.class);
      if (named == free) {
        throw new IllegalStateException(
            method.getDeclaringClass().getSimpleName()
                + "."
                + method.getName()
                + (named
                    ? " takes a WorkspaceCall and says @WithoutWorkspace: one of them is wrong"
                    : " must take one WorkspaceCall, or say @WithoutWorkspace and why"));
      }
      if (free) {
        withoutWorkspace.add(activity.getActivityTypeName());
      }
    }
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new TenancyCheck(next, entrance, withoutWorkspace);
  }
}
