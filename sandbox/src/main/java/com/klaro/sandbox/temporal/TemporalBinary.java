package com.klaro.sandbox.temporal;

import com.klaro.sandbox.process.CannotStart;
import com.klaro.sandbox.process.Executables;
import java.io.IOException;
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
  ///
  /// @throws CannotStart when it is no such program, or one that does not work
  public static String version(Path binary) {
    try {
      Process process =
          new ProcessBuilder(binary.toString(), "--version").redirectErrorStream(true).start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = VERSION.matcher(answer);
      if (!version.find()) {
        throw useless(
            binary,
            answer.isBlank()
                ? "says nothing and " + end(process.waitFor())
                : "answers " + answer.strip().lines().findFirst().orElseThrow());
      }
      return version.group(1).replaceAll("[^A-Za-z0-9.-]", "_");
    } catch (IOException notStarted) {
      throw useless(binary, "does not start");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw useless(binary, "did not end in time");
    }
  }

  private static CannotStart useless(Path binary, String why) {
    return new CannotStart(
        binary + " is no temporal program that works: asked for its version, it " + why);
  }

  /// Java says 128 and more of a program that a signal ended.
  private static String end(int code) {
    return code > 128 ? "dies of signal " + (code - 128) : "ends with code " + code;
  }
}
