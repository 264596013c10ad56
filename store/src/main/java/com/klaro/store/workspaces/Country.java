package com.klaro.store.workspaces;

import java.util.Locale;
import java.util.Set;

/// An ISO 3166-1 alpha-2 code; decides the payment rail.
public record Country(String code) {

  private static final Set<String> CODES = Set.of(Locale.getISOCountries());

  /// @throws IllegalArgumentException when there is no such country
  public Country {
    if (!CODES.contains(code)) {
      throw new IllegalArgumentException("must be an ISO 3166-1 alpha-2 country code such as IN");
    }
  }
}
