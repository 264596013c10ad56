package com.klaro.app.production;

/// Section `production`: what its rules let pass all the same, for a network that is private by
/// other means.
///
/// @param plainDatabase connections to Postgres on another machine without `sslmode=verify-full`
/// @param plainTemporal connections to Temporal on another machine without `temporal.tls`
public record ProductionSettings(boolean plainDatabase, boolean plainTemporal) {}
