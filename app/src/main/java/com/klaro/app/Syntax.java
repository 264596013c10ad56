package com.klaro.app;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a command does, and the options and words that it takes.
///
/// @param says what the command does, for people
/// @param words how many plain words may stand beside the options
/// @param form what these words are, for people
public record Syntax(String says, List<Option> options, int words, String form) {

  /// @param value what stands after it, as in `--config FILE`; empty for a flag
  /// @param says what it does, for people
  /// @param needed whether the command does nothing without it
  record Option(String name, String value, String says, boolean needed) {
    boolean isFlag() {
      return value.isEmpty();
    }

    String written() {
      return "--" + name + (isFlag() ? "" : " " + value);
    }

    String inUsage() {
      return needed ? written() : "[" + written() + "]";
    }
  }

  public Syntax {
    options = List.copyOf(options);
  }

  public static Syntax of(String says) {
    return new Syntax(says, List.of(), 0, "");
  }

  public Syntax withValue(String name, String value, String says) {
    return with(new Option(name, value, says, false));
  }

  /// One that the command itself asks for.
  public Syntax withNeeded(String name, String value, String says) {
    return with(new Option(name, value, says, true));
  }

  public Syntax withFlag(String name, String says) {
    return with(new Option(name, "", says, false));
  }

  public Syntax withWords(int most, String form) {
    return new Syntax(says, options, most, form);
  }

  /// What nearly every command takes.
  public Syntax withConfig() {
    return withValue("config", "FILE", "settings that are laid over config.yml, key by key");
  }

  private Syntax with(Option option) {
    return new Syntax(
        says, Stream.concat(options.stream(), Stream.of(option)).toList(), words, form);
  }

  boolean takesValue(String name) {
    return options.stream().anyMatch(option -> option.name().equals(name) && !option.isFlag());
  }

  boolean hasFlag(String name) {
    return options.stream().anyMatch(option -> option.name().equals(name) && option.isFlag());
  }

  /// What may follow the command's name, as one line says it; empty when nothing may.
  String usage() {
    return Stream.concat(form.lines(), options.stream().map(Option::inUsage))
        .map(part -> " " + part)
        .collect(Collectors.joining());
  }

  /// All that `--help` says.
  String help(String command) {
    String each =
        options.stream()
            .map(option -> "  %-20s %s%n".formatted(option.written(), option.says()))
            .collect(Collectors.joining());
    return "usage: ./klaro %s%s%n%s%n%s"
        .formatted(command, usage(), says, each.isEmpty() ? "" : "%n".formatted() + each);
  }
}
