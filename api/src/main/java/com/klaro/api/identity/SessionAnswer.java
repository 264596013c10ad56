package com.klaro.api.identity;

import java.util.List;
import java.util.UUID;

/// A signed-in session, as every route that makes one answers it.
///
/// @param expiresIn seconds the access token works
/// @param refreshExpiresIn seconds the refresh token works unused
/// @param deviceToken for the next login from this device
public record SessionAnswer(
    String accessToken,
    String tokenType,
    long expiresIn,
    String refreshToken,
    long refreshExpiresIn,
    String deviceToken,
    AccountAnswer account,
    List<WorkspaceAnswer> workspaces) {

  public record AccountAnswer(UUID id, String email, String fullName) {}

  public record WorkspaceAnswer(UUID id, String name, String role) {}
}
