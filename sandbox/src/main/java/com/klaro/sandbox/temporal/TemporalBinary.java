package com.klaro.sandbox.temporal;

import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.process.Executables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `temporal` program, which holds the development server.
public final class TemporalBinary {
  private static final Pattern VERSION = Pattern.compile("temporal version (\\S+)");

  private TemporalBinary() {}

  /// On the search path, then in the directories given.
  public static Optional<Path> find(List<Path> directories) {
    return Executables.find("temporal", directories);
  }

  /// What the program says it is. A version that opened another one's database file could miss
  /// tables in it, so the version is a part of the file's name.
  static String version(Path binary) {
    try {
      Process process =
          new ProcessBuilder(binary.toString(), "--version").redirectErrorStream(true).start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = VERSION.matcher(answer);
      if (!version.find()) {
        throw new CannotStart(binary + " is not a temporal program: it answers " + answer.strip());
      }
      return version.group(1).replaceAll("[^A-Za-z0-9.-]", "_");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
