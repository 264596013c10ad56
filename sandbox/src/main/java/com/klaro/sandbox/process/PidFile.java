package com.klaro.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The process id in the first line of a file. It may be stale, or belong to a stranger by now:
/// whoever acts on it must first see that the process is what it should be.
public final class PidFile {
  private PidFile() {}

  public static Optional<Long> read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.isEmpty() || !lines.getFirst().strip().matches("[1-9][0-9]{0,9}")
          ? Optional.empty()
          : Optional.of(Long.valueOf(lines.getFirst().strip()));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
