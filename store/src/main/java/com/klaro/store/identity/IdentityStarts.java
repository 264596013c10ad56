package com.klaro.store.identity;

import com.klaro.store.temporal.WorkflowStart;
import com.klaro.workflows.identity.AccountDeletionCommand;
import com.klaro.workflows.identity.EmailChangeCommand;
import com.klaro.workflows.identity.EmailChangeId;
import com.klaro.workflows.identity.IdentityQueue;
import com.klaro.workflows.identity.NoticeCommand;
import com.klaro.workflows.identity.NoticeId;
import com.klaro.workflows.identity.PasswordResetCommand;
import com.klaro.workflows.identity.PasswordResetId;
import com.klaro.workflows.identity.SignupCommand;
import com.klaro.workflows.identity.SignupId;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Duration;

/// The workflows of this feature, as they are started: the first time and by recovery alike.
public final class IdentityStarts {

  private IdentityStarts() {}

  /// @param linkLife when started again, the workflow waits that long from then on; the links keep
  ///   the end they were mailed with
  public static WorkflowStart signup(SignupId signup, Duration linkLife) {
    return WorkflowStart.of(
        IdentityQueue.SIGNUP,
        IdentityQueue.signupWorkflowId(signup),
        IdentityQueue.NAME,
        new SignupCommand(signup, linkLife));
  }

  /// @param linkLife as for a signup
  public static WorkflowStart passwordReset(PasswordResetId reset, Duration linkLife) {
    return WorkflowStart.of(
        IdentityQueue.PASSWORD_RESET,
        IdentityQueue.passwordResetWorkflowId(reset),
        IdentityQueue.NAME,
        new PasswordResetCommand(reset, linkLife));
  }

  /// @param linkLife as for a signup
  public static WorkflowStart emailChange(EmailChangeId change, Duration linkLife) {
    return WorkflowStart.of(
        IdentityQueue.EMAIL_CHANGE,
        IdentityQueue.emailChangeWorkflowId(change),
        IdentityQueue.NAME,
        new EmailChangeCommand(change, linkLife));
  }

  /// @param giveUp how long the farewell is tried from then on
  public static WorkflowStart accountDeletion(AccountId account, Duration giveUp) {
    return WorkflowStart.of(
        IdentityQueue.ACCOUNT_DELETION,
        IdentityQueue.accountDeletionWorkflowId(account),
        IdentityQueue.NAME,
        new AccountDeletionCommand(account, giveUp));
  }

  /// @param giveUp how long the mail is tried from then on
  public static WorkflowStart notice(NoticeId notice, Duration giveUp) {
    return WorkflowStart.of(
        IdentityQueue.NOTICE,
        IdentityQueue.noticeWorkflowId(notice),
        IdentityQueue.NAME,
        new NoticeCommand(notice, giveUp));
  }
}
