package com.klaro.store.tenancy;

/// What makes a session live, for every statement that asks: of `sessions s` and its `accounts a`,
/// at `:now`. The function `admit` says it too.
@NotTenantBound("a session belongs to a person, not to a workspace")
public final class LiveSession {

  public static final String CONDITION =
      " s.ended_at IS NULL AND s.expires_at > :now AND s.last_seen_at + s.idle > :now AND"
          + " a.disabled_at IS NULL ";

  private LiveSession() {}
}
