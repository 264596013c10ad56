package com.klaro.workflows.identity;

import com.klaro.workflows.mail.MailSteps;
import io.temporal.failure.ActivityFailure;

/// One mail, tried for as long as it is news.
public final class NoticeWorkflowImpl implements NoticeWorkflow {

  @Override
  public NoticeOutcome run(NoticeCommand command) {
    NoticeMail did;
    try {
      did =
          MailSteps.within(
                  IdentityQueue.NAME,
                  command.giveUp(),
                  NoticeActivities.class,
                  "Tells the account's owner by mail")
              .mail(command);
    } catch (ActivityFailure undelivered) {
      MailSteps.untilDone(
              IdentityQueue.NAME, NoticeActivities.class, "Deletes what could not be told")
          .forget(command);
      return NoticeOutcome.UNDELIVERED;
    }
    // No switch: in histories from before the step said what it did, it said nothing.
    return did == NoticeMail.NOT_NEEDED ? NoticeOutcome.NOTHING_DUE : NoticeOutcome.SENT;
  }
}
