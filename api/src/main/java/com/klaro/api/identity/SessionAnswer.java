package com.klaro.api.identity;

import com.klaro.api.web.json.Described;
import java.util.List;
import java.util.UUID;

/// A signed-in session, as every route that makes one answers it.
///
/// @param expiresIn seconds the access token works
/// @param refreshExpiresIn seconds the refresh token works unused
/// @param deviceToken for the next login from this device
public record SessionAnswer(
    @Described(
            as = "A JWT of the type `at+jwt`, for ten minutes; without `client_id`.",
            example = "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.…")
        String accessToken,
    @Described(oneOf = "Bearer", example = "Bearer") String tokenType,
    @Described(as = "Seconds.", example = "600") long expiresIn,
    @Described(example = "klr_…") String refreshToken,
    @Described(as = "Seconds, unused.", example = "1800") long refreshExpiresIn,
    @Described(as = "For the next login from this device.", example = "kld_…") String deviceToken,
    AccountAnswer account,
    List<WorkspaceAnswer> workspaces) {

  public record AccountAnswer(
      UUID id,
      @Described(example = "asha@example.com") String email,
      @Described(example = "Asha Rao") String fullName) {}

  public record WorkspaceAnswer(
      UUID id,
      @Described(example = "Rao Textiles") String name,
      @Described(
              oneOf = {"viewer", "agent", "admin", "owner"},
              example = "owner")
          String role) {}
}
