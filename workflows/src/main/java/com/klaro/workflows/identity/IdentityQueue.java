package com.klaro.workflows.identity;

import com.klaro.workflows.tenancy.AccountId;

/// The queue, the workflow types, signals and ids of this feature, so none is spelled twice.
public final class IdentityQueue {

  public static final String NAME = "identity";
  public static final String SIGNUP = "SignupWorkflow";
  public static final String SIGNUP_COMPLETED = "completed";
  public static final String PASSWORD_RESET = "PasswordResetWorkflow";
  public static final String NOTICE = "NoticeWorkflow";
  public static final String EMAIL_CHANGE = "EmailChangeWorkflow";
  public static final String ACCOUNT_DELETION = "AccountDeletionWorkflow";

  private IdentityQueue() {}

  public static String signupWorkflowId(SignupId signupId) {
    return "identity/signup/" + signupId;
  }

  public static String passwordResetWorkflowId(PasswordResetId resetId) {
    return "identity/password-reset/" + resetId;
  }

  public static String noticeWorkflowId(NoticeId noticeId) {
    return "identity/notice/" + noticeId;
  }

  public static String emailChangeWorkflowId(EmailChangeId changeId) {
    return "identity/email-change/" + changeId;
  }

  public static String accountDeletionWorkflowId(AccountId accountId) {
    return "identity/account-deletion/" + accountId;
  }
}
