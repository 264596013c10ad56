package com.klaro.api.tokens;

/// Section `accessTokens`: whom they name; see `AccessTokens`.
public record TokenSettings(String issuer, String audience) {

  public TokenSettings {
    if (issuer == null || issuer.isBlank() || audience == null || audience.isBlank()) {
      throw new IllegalArgumentException(
          "accessTokens.issuer and accessTokens.audience must be given");
    }
  }
}
