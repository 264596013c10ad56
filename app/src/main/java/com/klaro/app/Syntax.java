package com.klaro.app;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The options and words that a command takes.
///
/// @param values options with a value, as in `--config FILE`
/// @param flags options without one, as in `--fresh`
/// @param words how many plain words may stand beside them
public record Syntax(Set<String> values, Set<String> flags, int words) {

  public static final Syntax NOTHING = new Syntax(Set.of(), Set.of(), 0);

  public Syntax withValues(String... names) {
    return new Syntax(joined(values, names), flags, words);
  }

  public Syntax withFlags(String... names) {
    return new Syntax(values, joined(flags, names), words);
  }

  public Syntax withWords(int most) {
    return new Syntax(values, flags, most);
  }

  private static Set<String> joined(Set<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }
}
