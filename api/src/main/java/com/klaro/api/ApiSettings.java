package com.klaro.api;

import com.klaro.api.identity.PasskeySettings;
import com.klaro.api.operations.OperationsSettings;
import com.klaro.api.tokens.TokenSettings;
import com.klaro.api.tokens.nextauth.NextAuthSettings;
import com.klaro.api.web.limit.LimitSettings;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.PageSettings;
import com.klaro.store.members.MembersSettings;

/// The sections of the configuration that the API itself reads; those of the store are read before
/// it is opened.
///
/// @param httpsOnly whether plain HTTP is refused: in production
public record ApiSettings(
    HttpSettings http,
    IdentitySettings identity,
    MembersSettings members,
    PageSettings pages,
    PasskeySettings passkeys,
    TokenSettings accessTokens,
    NextAuthSettings nextAuth,
    LimitSettings limits,
    OperationsSettings operations,
    boolean httpsOnly) {}
