package com.klaro.api.identity;

import com.klaro.api.sessions.AccessTokens;
import com.klaro.api.sessions.DeviceTokens;
import com.klaro.store.identity.Account;
import com.klaro.store.identity.IssuedSession;
import com.klaro.store.workspaces.WorkspaceReader;
import com.klaro.workflows.tenancy.AccountId;
import java.util.List;

/// Turns an issued session into its answer: signs the access token and adds the account's
/// workspaces.
public final class SessionAnswers {

  private final AccessTokens accessTokens;
  private final DeviceTokens deviceTokens;
  private final WorkspaceReader workspaces;

  public SessionAnswers(
      AccessTokens accessTokens, DeviceTokens deviceTokens, WorkspaceReader workspaces) {
    this.accessTokens = accessTokens;
    this.deviceTokens = deviceTokens;
    this.workspaces = workspaces;
  }

  public SessionAnswer of(IssuedSession session) {
    Account account = session.account();
    return new SessionAnswer(
        accessTokens.issue(account.id(), session.sessionId()),
        "Bearer",
        AccessTokens.LIFE.toSeconds(),
        session.refreshToken(),
        session.refreshFor().toSeconds(),
        deviceTokens.issue(account.id().value()),
        account(account),
        workspaces(account.id()));
  }

  static SessionAnswer.AccountAnswer account(Account account) {
    return new SessionAnswer.AccountAnswer(
        account.id().value(), account.email(), account.fullName());
  }

  List<SessionAnswer.WorkspaceAnswer> workspaces(AccountId accountId) {
    return workspaces.of(accountId).stream()
        .map(workspace ->
            new SessionAnswer.WorkspaceAnswer(
                workspace.id().value(), workspace.name(), workspace.role().word()))
        .toList();
  }
}
