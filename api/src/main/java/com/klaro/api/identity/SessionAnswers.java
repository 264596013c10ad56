package com.klaro.api.identity;

import com.klaro.api.tokens.AccessTokens;
import com.klaro.store.identity.Account;
import com.klaro.store.identity.IssuedSession;
import com.klaro.store.telemetry.LogFields;
import com.klaro.store.workspaces.Workspace;
import java.util.List;

/// Turns an issued session into its answer, and signs the access token. Asks nobody: a session that
/// was issued must not fail to be told.
final class SessionAnswers {

  private final AccessTokens accessTokens;
  private final DeviceTokens deviceTokens;

  SessionAnswers(AccessTokens accessTokens, DeviceTokens deviceTokens) {
    this.accessTokens = accessTokens;
    this.deviceTokens = deviceTokens;
  }

  SessionAnswer of(IssuedSession session) {
    Account account = session.account();
    LogFields.ACCOUNT_ID.found(account.id().toString());
    return new SessionAnswer(
        accessTokens.issue(account.id(), session.sessionId()),
        "Bearer",
        AccessTokens.LIFE.toSeconds(),
        session.refreshToken(),
        session.refreshFor().toSeconds(),
        deviceTokens.issue(account.id().value(), session.passwordNumber()),
        account(account),
        workspaces(session.workspaces()));
  }

  static SessionAnswer.AccountAnswer account(Account account) {
    return new SessionAnswer.AccountAnswer(
        account.id().value(), account.email(), account.fullName());
  }

  static List<SessionAnswer.WorkspaceAnswer> workspaces(List<Workspace> workspaces) {
    return workspaces.stream()
        .map(workspace ->
            new SessionAnswer.WorkspaceAnswer(
                workspace.id().value(), workspace.name(), workspace.role().word()))
        .toList();
  }
}
