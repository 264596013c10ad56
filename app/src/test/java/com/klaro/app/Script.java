package com.klaro.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A launcher, run as a person would, in an environment of the test's own.
final class Script {

  /// What an ordinary system has and the launcher may use.
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "dirname",
          "readlink",
          "grep",
          "env",
          "sed",
          "tr",
          "head",
          "find",
          "ln",
          "rm",
          "rmdir",
          "mkdir",
          "mv",
          "sleep",
          "cat",
          "date",
          "uname");

  private final Path file;
  private final Map<String, String> environment = new HashMap<>();
  private Path from = Path.of("").toAbsolutePath();

  Script(Path file) {
    this.file = file;
    // A checkout that a test is running in is being built.
    environment.put("KLARO_BUILDING", "yes");
  }

  Script set(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Script from(Path folder) {
    from = folder;
    return this;
  }

  /// A search path with ordinary tools and nothing of Java, made in the folder.
  Script bareSystem(Path folder) {
    for (String tool : TOOLS) {
      Stream.of("/bin", "/usr/bin")
          .map(bin -> Path.of(bin, tool))
          .filter(Files::isExecutable)
          .findFirst()
          .ifPresent(found -> program(folder.resolve(tool), "exec " + found + " \"$@\""));
    }
    return set("PATH", folder.toString())
        .set("JAVA_HOME", "")
        .set("JAVA25_HOME", "")
        .set("JAVA_25_HOME", "")
        .set("KLARO_BUILDING", "");
  }

  static void program(Path file, String line) {
    try {
      Files.writeString(file, "#!/bin/sh\n" + line + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record Ended(int code, String out, String err) {}

  Ended run(String... arguments) {
    try {
      Path out = Files.createTempFile("script", ".out");
      Path err = Files.createTempFile("script", ".err");
      var builder =
          new ProcessBuilder(
              Stream.concat(Stream.of(file.toString()), Stream.of(arguments)).toList());
      builder.directory(from.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().remove("KLARO_JAVA_OPTS");
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(file + " does not end: " + Files.readString(err));
      }
      var ended = new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
      Files.delete(out);
      Files.delete(err);
      return ended;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static void link(Path link, Path target) {
    try {
      Files.createSymbolicLink(link, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
