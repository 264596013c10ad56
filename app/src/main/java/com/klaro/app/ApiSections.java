package com.klaro.app;

import com.klaro.api.ApiSettings;
import com.klaro.api.HttpSettings;
import com.klaro.api.identity.PasskeySettings;
import com.klaro.api.operations.OperationsSettings;
import com.klaro.api.tokens.TokenSettings;
import com.klaro.api.tokens.nextauth.NextAuthSettings;
import com.klaro.api.web.limit.LimitSettings;
import com.klaro.app.config.ConfigFile;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.PageSettings;
import com.klaro.store.members.MembersSettings;

/// The sections that the API reads.
public final class ApiSections {

  private ApiSections() {}

  /// @param httpsOnly whether plain HTTP is refused: in production
  public static ApiSettings of(ConfigFile config, boolean httpsOnly) {
    return new ApiSettings(
        config.section("http", HttpSettings.class),
        config.section("identity", IdentitySettings.class),
        config.section("members", MembersSettings.class),
        config.section("pages", PageSettings.class),
        config.section("passkeys", PasskeySettings.class),
        config.section("accessTokens", TokenSettings.class),
        config.section("nextauth", NextAuthSettings.class),
        config.section("limits", LimitSettings.class),
        config.section("operations", OperationsSettings.class),
        httpsOnly);
  }
}
