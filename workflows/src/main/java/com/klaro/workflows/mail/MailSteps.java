package com.klaro.workflows.mail;

import com.klaro.workflows.tenancy.TenancyFailure;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/// How steps are tried that send a mail, and those that clean up after one.
public final class MailSteps {

  private static final Duration ATTEMPT = Duration.ofSeconds(30);

  private MailSteps() {}

  /// @param life after which nobody waits for the step any more
  public static <T> T within(String queue, Duration life, Class<T> activities, String summary) {
    return Workflow.newActivityStub(
        activities, options(queue, summary).setScheduleToCloseTimeout(life).build());
  }

  /// No limit in time: personal data must go, however long the database is away.
  public static <T> T untilDone(String queue, Class<T> activities, String summary) {
    return Workflow.newActivityStub(activities, options(queue, summary).build());
  }

  private static ActivityOptions.Builder options(String queue, String summary) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(queue)
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
