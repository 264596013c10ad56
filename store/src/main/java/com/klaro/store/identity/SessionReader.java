package com.klaro.store.identity;

import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.store.tenancy.TenancyGate;
import com.klaro.workflows.tenancy.Actor;
import com.klaro.workflows.tenancy.SessionId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where an account is signed in.
@NotTenantBound("sessions belong to accounts, not to workspaces")
public final class SessionReader {

  private final TenancyGate gate;
  private final Clock clock;

  public SessionReader(TenancyGate gate, Clock clock) {
    this.gate = gate;
    this.clock = clock;
  }

  /// The live sessions of the member's account, oldest first.
  ///
  /// @param after the last one seen, or null
  /// @return empty when the member's own session has ended
  public Optional<List<OwnSession>> page(
      Actor.Member member, @Nullable SessionId after, int limit) {
    return gate.signedIn(
        member,
        transaction ->
            SessionSql.page(
                transaction.handle(), member.accountId(), after, limit, clock.instant()));
  }
}
