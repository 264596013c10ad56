package com.klaro.store;

import com.klaro.store.database.DatabaseAddress;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.database.Ids;
import com.klaro.store.secrets.MasterKey;
import com.klaro.store.telemetry.Tracing;
import com.klaro.store.temporal.TemporalSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;

/// What a program hands to the store: where things are, the one key, and what must be injectable.
///
/// @param program `api`, `worker` …: names connections and histories
/// @param tracing closed by whoever made it, after the store
public record StoreSettings(
    String program,
    DatabaseAddress address,
    DatabaseSettings database,
    TemporalSettings temporal,
    MasterKey master,
    Clock clock,
    Ids ids,
    SecureRandom random,
    MeterRegistry meters,
    Tracing tracing) {}
