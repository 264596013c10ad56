package com.klaro.workflows.identity;

import com.klaro.workflows.tenancy.TenancyFailure;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/// How the steps of this feature are tried.
final class IdentitySteps {

  private static final Duration ATTEMPT = Duration.ofSeconds(30);

  private IdentitySteps() {}

  /// @param life after which nobody waits for the step any more
  static <T> T within(Duration life, Class<T> activities, String summary) {
    return Workflow.newActivityStub(
        activities, options(summary).setScheduleToCloseTimeout(life).build());
  }

  /// No limit in time: personal data must go, however long the database is away.
  static <T> T untilDone(Class<T> activities, String summary) {
    return Workflow.newActivityStub(activities, options(summary).build());
  }

  private static ActivityOptions.Builder options(String summary) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(IdentityQueue.NAME)
        .setStartToCloseTimeout(ATTEMPT)
        .setSummary(summary)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofSeconds(1))
                .setBackoffCoefficient(2)
                .setMaximumInterval(Duration.ofMinutes(5))
                .setDoNotRetry(
                    MailFailure.MAIL_REFUSED.name(), TenancyFailure.TENANCY_REFUSED.name())
                .build());
  }
}
