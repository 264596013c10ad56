package com.klaro.api;

/// Section `accessTokens`: whom they name; see `AccessTokens`.
public record TokenSettings(String issuer, String audience) {}
