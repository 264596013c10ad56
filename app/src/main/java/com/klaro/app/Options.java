package com.klaro.app;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What followed the command's name. `--name value` and `--name=value` are the same.
public record Options(List<String> words, Map<String, String> values, Set<String> flags) {

  public Options {
    words = List.copyOf(words);
    values = Map.copyOf(values);
    flags = Set.copyOf(flags);
  }

  /// @throws CommandFailed when something is there that the syntax does not know, or a value is
  ///   missing
  public static Options parse(Syntax syntax, List<String> arguments) {
    List<String> words = new ArrayList<>();
    Map<String, String> values = new HashMap<>();
    Set<String> flags = new HashSet<>();
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String argument = rest.pop();
      if (!argument.startsWith("--")) {
        words.add(argument);
        continue;
      }
      int equals = argument.indexOf('=');
      String name = argument.substring(2, equals < 0 ? argument.length() : equals);
      if (syntax.hasFlag(name) && equals < 0) {
        once(name, flags.add(name));
      } else if (syntax.takesValue(name)) {
        if (equals < 0 && rest.isEmpty()) {
          throw CommandFailed.wrongUse("--" + name + " needs a value after it");
        }
        String value = equals < 0 ? rest.pop() : argument.substring(equals + 1);
        once(name, values.put(name, value) == null);
      } else {
        throw CommandFailed.wrongUse(
            "There is no option " + argument + " here; --help lists what there is");
      }
    }
    if (words.size() > syntax.words()) {
      throw CommandFailed.wrongUse("Do not know what to do with " + words.get(syntax.words()));
    }
    return new Options(words, values, flags);
  }

  /// Of two that contradict each other, one would be taken and nobody would know which.
  private static void once(String name, boolean first) {
    if (!first) {
      throw CommandFailed.wrongUse("--" + name + " is there twice");
    }
  }

  public boolean flag(String name) {
    return flags.contains(name);
  }

  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// @throws CommandFailed when the value is there and no number
  public int number(String name, int otherwise) {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw CommandFailed.wrongUse("--" + name + " takes a number, not " + text);
    }
  }

  /// The file to lay over `config.yml`.
  public Optional<Path> config() {
    return value("config").map(Path::of);
  }
}
