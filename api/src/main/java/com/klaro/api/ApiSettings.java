package com.klaro.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.klaro.store.database.DatabaseSettings;
import com.klaro.store.history.TemporalSettings;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.secrets.SecretsSettings;

/// What the API reads of the configuration. The sections it names but does not read belong to other programs of the house;
/// any other name is a typing error and stops the boot.
@JsonIgnoreProperties({"mail", "links", "worker"})
public record ApiSettings(
    HttpSettings http,
    DatabaseSettings database,
    TemporalSettings temporal,
    SecretsSettings secrets,
    IdentitySettings identity,
    TokenSettings accessTokens,
    LimitSettings limits) {}
