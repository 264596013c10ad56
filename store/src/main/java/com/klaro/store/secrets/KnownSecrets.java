package com.klaro.store.secrets;

import java.util.List;
import java.util.Optional;

/// Every secret that this program can use. Any other name is a mistake of whoever typed it.
public record KnownSecrets(List<NamedSecret> all) {

  public KnownSecrets {
    all = List.copyOf(all);
  }

  /// What is wrong with a name that somebody typed, if anything is.
  public Optional<SecretOutcome> refusal(String name) {
    if (!SecretName.fits(name)) {
      return Optional.of(new SecretOutcome.NameMalformed());
    }
    return find(name).isPresent()
        ? Optional.empty()
        : Optional.of(new SecretOutcome.Unknown(name, names()));
  }

  Optional<NamedSecret> find(String name) {
    return all.stream().filter(it -> it.covers(name)).findFirst();
  }

  List<String> names() {
    return all.stream()
        .map(NamedSecret::name)
        .map(it -> it.endsWith("/") ? it + "…" : it)
        .sorted()
        .toList();
  }
}
