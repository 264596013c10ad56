package com.klaro.sandbox.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Programs found as a shell would find them.
public final class Executables {
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private Executables() {}

  /// On the search path, then in the directories given.
  public static Optional<Path> find(String name, List<Path> directories) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            SEPARATOR.splitAsStream(path).filter(entry -> !entry.isEmpty()).map(Path::of),
            directories.stream())
        .map(directory -> directory.resolve(name).toAbsolutePath())
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  public static Optional<Path> find(String name) {
    return find(name, List.of());
  }
}
