package com.klaro.store.identity;

import com.klaro.workflows.tenancy.SessionId;
import java.time.Duration;

/// A session just started or refreshed, with the one copy of its refresh token.
///
/// @param refreshFor how long the refresh token works unused
public record IssuedSession(
    SessionId sessionId, Account account, String refreshToken, Duration refreshFor) {

  @Override
  public String toString() {
    return "IssuedSession[" + sessionId + "]";
  }
}
