package com.klaro.store.temporal;

import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.Priority;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.StatusUtils;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The only way to start and signal: ids, policies, attributes and patience are decided here, once.
public final class WorkflowGateway implements AutoCloseable {

  /// Longer than one slow call, shorter than anybody's patience. The client's own retries count
  /// against it.
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Supplier<WorkflowClient> client;
  private final ScheduledExecutorService deadlines;

  /// @param client of `TemporalConnection.forRequests`; asked for when there is something to say
  public WorkflowGateway(Supplier<WorkflowClient> client) {
    this.client = client;
    var timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("temporal-deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
    this.deadlines = timer;
  }

  /// Starts what has never run. A second request of the same business key finds the first one.
  public Delivery start(WorkflowStart start) {
    return start(start, WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE);
  }

  /// Starts again what rows say is unfinished: whatever runs or has ended well is left alone.
  public Delivery restart(WorkflowStart start) {
    return start(start, WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY);
  }

  private Delivery start(WorkflowStart start, WorkflowIdReusePolicy reuse) {
    return delivered(() ->
        stub(start, reuse, WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
            .start(start.argument()));
  }

  public Delivery signal(String workflowId, String signalName, @Nullable Object argument) {
    return delivered(() -> {
      WorkflowStub running = client.get().newUntypedWorkflowStub(WorkflowStart.checked(workflowId));
      running.signal(signalName, arguments(argument));
      return running;
    });
  }

  /// Signals the workflow of this key, which is started first when it is not running.
  public Delivery signalWithStart(
      WorkflowStart start, String signalName, @Nullable Object signalArgument) {
    return delivered(() ->
        stub(
                start,
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
                WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .signalWithStart(signalName, arguments(signalArgument), arguments(start.argument())));
  }

  /// Whether the namespace answers now.
  public boolean reachable() {
    return silence().isEmpty();
  }

  /// Why the namespace does not answer now, in words for an operator; empty when it does.
  public Optional<String> silence() {
    return switch (delivered(() -> check().described())) {
      case Delivery.Unreachable(String reason) ->
          Optional.of(reason.equals("not-found") ? check().absence() : "does not answer");
      case Delivery.Reached(), Delivery.AlreadyThere(), Delivery.NotRunning() -> Optional.empty();
    };
  }

  /// What the server says it is; empty while it is away, and an empty text when it does not say.
  public Optional<String> serverVersion() {
    try {
      return Optional.of(
          bounded(() ->
              client
                  .get()
                  .getWorkflowServiceStubs()
                  .blockingStub()
                  .getSystemInfo(GetSystemInfoRequest.getDefaultInstance())
                  .getServerVersion()));
    } catch (StatusRuntimeException away) {
      return Optional.empty();
    }
  }

  /// What an operator must do, in one line, before there is a namespace that takes starts with what
  /// they are searched by; empty when there is nothing to do, and while the server is away or
  /// cannot say.
  public Optional<String> missing() {
    try {
      return bounded(() -> check().missing());
    } catch (StatusRuntimeException silent) {
      return Optional.empty();
    }
  }

  private NamespaceCheck check() {
    return new NamespaceCheck(client.get());
  }

  private WorkflowStub stub(
      WorkflowStart start, WorkflowIdReusePolicy reuse, WorkflowIdConflictPolicy conflict) {
    var options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(start.workflowId())
            .setTaskQueue(start.taskQueue())
            .setWorkflowIdReusePolicy(reuse)
            .setWorkflowIdConflictPolicy(conflict)
            .setStaticSummary(start.summary());
    var attributes = SearchAttributes.newBuilder();
    if (start.workspaceId() != null) {
      String workspace = start.workspaceId().toString();
      attributes.set(SearchedBy.WORKSPACE_ID, workspace);
      options.setPriority(Priority.newBuilder().setFairnessKey(workspace).build());
    }
    if (start.slaDueAt() != null) {
      attributes.set(SearchedBy.SLA_DUE_AT, start.slaDueAt().atOffset(ZoneOffset.UTC));
    }
    return client
        .get()
        .newUntypedWorkflowStub(
            start.workflowType(), options.setTypedSearchAttributes(attributes.build()).build());
  }

  private static Object[] arguments(@Nullable Object argument) {
    return argument == null ? new Object[0] : new Object[] {argument};
  }

  private Delivery delivered(Supplier<Object> call) {
    try {
      Object _ = bounded(call);
      return new Delivery.Reached();
    } catch (WorkflowExecutionAlreadyStarted known) {
      return new Delivery.AlreadyThere();
    } catch (WorkflowNotFoundException gone) {
      // The same status also says that the whole namespace is missing, and then nothing may be
      // given up.
      return namespaceMissing(gone)
          ? new Delivery.Unreachable("namespace-missing")
          : new Delivery.NotRunning();
    } catch (WorkflowServiceException failed) {
      return new Delivery.Unreachable(word(failed.getCause()));
    } catch (StatusRuntimeException failed) {
      return new Delivery.Unreachable(word(failed));
    } catch (ApplicationFailure refused) {
      return new Delivery.Unreachable(refused.getType().toLowerCase(Locale.ROOT).replace('_', '-'));
    } catch (StoredCodecKeys.CodecKeysUnavailable away) {
      return new Delivery.Unreachable("codec-keys-unavailable");
    }
  }

  private <T> T bounded(Supplier<T> call) {
    Context.CancellableContext context =
        Context.current().withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, deadlines);
    Context caller = context.attach();
    try {
      return call.get();
    } finally {
      context.detach(caller);
      context.close();
    }
  }

  private static boolean namespaceMissing(WorkflowNotFoundException failure) {
    return failure.getCause() instanceof StatusRuntimeException status
        && StatusUtils.hasFailure(status, NamespaceNotFoundFailure.class);
  }

  private static String word(@Nullable Throwable cause) {
    if (cause instanceof StatusRuntimeException status) {
      return status.getStatus().getCode().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    return isOutOfTime(cause) ? Delivery.Unreachable.OUT_OF_TIME : "refused";
  }

  /// Of several calls on a new connection one asks what the server can. The others wait for it, and
  /// when it took all the time, the client fails over its own sum of what is left for them.
  private static boolean isOutOfTime(@Nullable Throwable cause) {
    return cause instanceof IllegalArgumentException
        && String.valueOf(cause.getMessage()).startsWith("invalid expiration");
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
  }
}
