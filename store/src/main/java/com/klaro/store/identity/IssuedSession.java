package com.klaro.store.identity;

import com.klaro.store.workspaces.Workspace;
import com.klaro.workflows.tenancy.SessionId;
import java.time.Duration;
import java.util.List;

/// A session just started or refreshed, with the one copy of its refresh token.
///
/// @param refreshFor how long the refresh token works unused
/// @param passwordNumber which password of the account it is that stands
/// @param workspaces of the account, oldest first; read before the commit, so that whoever gets a
///   token also gets its answer
public record IssuedSession(
    SessionId sessionId,
    Account account,
    String refreshToken,
    Duration refreshFor,
    int passwordNumber,
    List<Workspace> workspaces) {

  public IssuedSession {
    workspaces = List.copyOf(workspaces);
  }

  @Override
  public String toString() {
    return "IssuedSession[" + sessionId + "]";
  }
}
