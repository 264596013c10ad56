package com.klaro.api.wiring;

import com.klaro.api.tenancy.WorkspaceEntrance;
import com.klaro.api.tokens.AccessTokens;
import com.klaro.api.web.idempotency.IdempotencyKeys;
import com.klaro.api.web.paging.Cursor;
import com.klaro.store.Store;
import io.micrometer.core.instrument.MeterRegistry;

/// What every feature may be built from: each of these exists once.
public record Parts(
    Store store,
    AccessTokens tokens,
    WorkspaceEntrance entrance,
    Cursor cursor,
    IdempotencyKeys idempotency,
    MeterRegistry meters) {}
