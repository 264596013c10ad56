package com.klaro.app;

import java.util.Optional;

/// The commands by name. A command's class is named in its own branch only, so that `klaro api`, which runs without the
/// development jars, never loads a class that needs them.
final class Commands {

  private Commands() {}

  static Optional<Command> named(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "version" -> new VersionCommand();
          default -> null;
        });
  }
}
