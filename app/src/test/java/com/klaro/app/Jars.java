package com.klaro.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a module runs on, as the build resolved it.
record Jars(List<Path> files) {

  private static final Pattern NAME = Pattern.compile("(.+?)-(\\d.*)\\.jar");

  static Jars of(String module) {
    try {
      String list =
          Files.readString(Checkout.root().resolve(module).resolve("target/runtime.classpath"));
      return new Jars(Stream.of(list.strip().split(File.pathSeparator)).map(Path::of).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> names() {
    return files.stream().map(file -> file.getFileName().toString()).toList();
  }

  /// The versions of the artifact that are there; more than one is a mistake.
  List<String> versionsOf(String artifact) {
    return named(artifact).map(matcher -> matcher.group(2)).toList();
  }

  Optional<String> versionOf(String artifact) {
    return versionsOf(artifact).stream().findFirst();
  }

  /// Artifacts whose name begins so.
  List<String> family(String prefix) {
    return matches()
        .map(matcher -> matcher.group(1))
        .filter(name -> name.equals(prefix) || name.startsWith(prefix + "-"))
        .toList();
  }

  private Stream<Matcher> named(String artifact) {
    return matches().filter(matcher -> matcher.group(1).equals(artifact));
  }

  private Stream<Matcher> matches() {
    return names().stream().map(NAME::matcher).filter(Matcher::matches);
  }
}
