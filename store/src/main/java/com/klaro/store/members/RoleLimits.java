package com.klaro.store.members;

import com.klaro.store.limits.Limit;
import com.klaro.store.limits.LimitIntake;
import com.klaro.store.limits.Place;
import com.klaro.store.tenancy.NotTenantBound;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How often one person gives others a role: each time they are mailed. Counted by who does it, so
/// that nobody uses up what another admin may do.
@NotTenantBound("one person has many workspaces, and members in all of them")
public final class RoleLimits {

  public static final Limit OF_PAIR = new Limit("roles-of", 10, Duration.ofHours(1));
  public static final Limit OF_GIVER = new Limit("roles-by", 300, Duration.ofHours(1));

  private final LimitIntake limits;
  private final Limit pair;
  private final Limit giver;

  /// @param multiplier `limits.multiplier`
  public RoleLimits(LimitIntake limits, double multiplier) {
    this.limits = limits;
    this.pair = OF_PAIR.scaled(multiplier);
    this.giver = OF_GIVER.scaled(multiplier);
  }

  /// Counts one more where there is room.
  ///
  /// @param by whoever gives the role
  /// @return how long to wait, where there is none
  public Optional<Duration> take(AccountId by, AccountId member) {
    return limits.take(List.of(Place.of(pair, by + " " + member), Place.of(giver, by.toString())));
  }
}
