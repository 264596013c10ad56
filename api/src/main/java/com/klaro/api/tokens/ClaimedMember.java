package com.klaro.api.tokens;

import com.klaro.workflows.tenancy.AccountId;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whose session a token names: account `sub`, session `sid`. All else that it may say of its
/// holder is asked of the database.
public final class ClaimedMember {

  private ClaimedMember() {}

  public static Optional<Actor.Member> of(JWTClaimsSet claims) {
    return id(claims.getSubject())
        .flatMap(account ->
            id(claims.getClaim("sid"))
                .map(session -> new Actor.Member(new AccountId(account), new SessionId(session))));
  }

  private static Optional<UUID> id(@Nullable Object claim) {
    try {
      return claim instanceof String text ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    }
  }
}
