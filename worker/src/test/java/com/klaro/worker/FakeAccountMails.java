package com.klaro.worker;

import com.klaro.workflows.identity.AccountDeletionActivities;
import com.klaro.workflows.identity.AccountDeletionCommand;
import com.klaro.workflows.identity.EmailChangeActivities;
import com.klaro.workflows.identity.EmailChangeCommand;
import com.klaro.workflows.identity.EmailChangeMail;
import com.klaro.workflows.identity.FarewellMail;
import com.klaro.workflows.identity.NoticeActivities;
import com.klaro.workflows.identity.NoticeCommand;
import com.klaro.workflows.identity.NoticeMail;
import com.klaro.workflows.identity.PasswordResetActivities;
import com.klaro.workflows.identity.PasswordResetCommand;
import com.klaro.workflows.identity.PasswordResetMail;
import com.klaro.workflows.mail.MailFailure;
import io.temporal.failure.ApplicationFailure;

/// An owner who gets the link and whose mail server then refuses the news: each story has all its
/// steps.
final class FakeAccountMails
    implements PasswordResetActivities,
        EmailChangeActivities,
        AccountDeletionActivities,
        NoticeActivities {

  @Override
  public PasswordResetMail mail(PasswordResetCommand command) {
    return PasswordResetMail.LINK_SENT;
  }

  @Override
  public void forget(PasswordResetCommand command) {}

  @Override
  public EmailChangeMail mail(EmailChangeCommand command) {
    return EmailChangeMail.SENT;
  }

  @Override
  public void forget(EmailChangeCommand command) {}

  @Override
  public FarewellMail farewell(AccountDeletionCommand command) {
    throw ApplicationFailure.newNonRetryableFailure("no", MailFailure.MAIL_REFUSED.name());
  }

  @Override
  public void erase(AccountDeletionCommand command) {}

  @Override
  public NoticeMail mail(NoticeCommand command) {
    throw ApplicationFailure.newNonRetryableFailure("no", MailFailure.MAIL_REFUSED.name());
  }

  @Override
  public void forget(NoticeCommand command) {}
}
