package com.klaro.store.broken;

import io.temporal.client.WorkflowClient;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.function.Function;

public final class OwnTemporal {

  private OwnTemporal() {}

  static Object client(WorkflowServiceStubs stubs) {
    return WorkflowClient.newInstance(stubs);
  }

  static Object schedules(WorkflowServiceStubs stubs) {
    return ScheduleClient.newInstance(stubs);
  }

  static Object local() {
    return WorkflowServiceStubs.newLocalServiceStubs();
  }

  static Object stubs(WorkflowServiceStubsOptions options) {
    return WorkflowServiceStubs.newServiceStubs(options);
  }

  static Object connected(WorkflowServiceStubsOptions options) {
    return WorkflowServiceStubs.newConnectedServiceStubs(options, Duration.ofSeconds(1));
  }

  static Object operator(OperatorServiceStubsOptions options) {
    return OperatorServiceStubs.newServiceStubs(options);
  }

  static Function<WorkflowServiceStubs, WorkflowClient> reference() {
    return WorkflowClient::newInstance;
  }
}
