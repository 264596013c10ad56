package com.klaro.app;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The options and words that a command takes.
///
/// @param values options with a value, as in `--config FILE`
/// @param flags options without one, as in `--fresh`
/// @param words how many plain words may stand beside them
/// @param form what these words are, for people
public record Syntax(Set<String> values, Set<String> flags, int words, String form) {

  public static final Syntax NOTHING = new Syntax(Set.of(), Set.of(), 0, "");

  public Syntax withValues(String... names) {
    return new Syntax(joined(values, names), flags, words, form);
  }

  public Syntax withFlags(String... names) {
    return new Syntax(values, joined(flags, names), words, form);
  }

  public Syntax withWords(int most, String form) {
    return new Syntax(values, flags, most, form);
  }

  /// What may follow the command's name, as one line says it; empty when nothing may.
  String usage() {
    return Stream.of(
            form.lines(),
            values.stream().sorted().map(name -> "[--" + name + " VALUE]"),
            flags.stream().sorted().map(name -> "[--" + name + "]"))
        .flatMap(Function.identity())
        .map(part -> " " + part)
        .collect(Collectors.joining());
  }

  private static Set<String> joined(Set<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }
}
