package com.klaro.api;

/// Section `accessTokens`: whom they name; see `AccessTokens`.
public record TokenSettings(String issuer, String audience) {

  public TokenSettings {
    if (issuer == null || issuer.isBlank() || audience == null || audience.isBlank()) {
      throw new IllegalArgumentException(
          "accessTokens.issuer and accessTokens.audience must be given");
    }
  }
}
