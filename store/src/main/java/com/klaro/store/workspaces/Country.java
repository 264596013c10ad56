package com.klaro.store.workspaces;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
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

  /// All there are, by the names people look for them under.
  public static List<Country> all() {
    return CODES.stream()
        .map(Country::new)
        .sorted(Comparator.comparing(Country::englishName, Collator.getInstance(Locale.ENGLISH)))
        .toList();
  }

  public String englishName() {
    return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
  }
}
