package com.klaro.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutablesTest {

  @TempDir private Path folder;

  /// So a `temporal` that somebody installed is taken before the one in `.klaro/bin`.
  @Test
  void theSearchPathComesBeforeTheDirectoriesGiven() throws IOException {
    program("sh");
    assertThat(Executables.find("sh", List.of(folder)))
        .isPresent()
        .isEqualTo(Executables.find("sh"));
  }

  @Test
  void theDirectoriesGivenAreLookedInAsTheyCome() throws IOException {
    Path program = program("of-this-test");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(Executables.find("of-this-test", List.of(empty, folder))).contains(program);
    assertThat(Executables.find("of-this-test", List.of(empty))).isEmpty();
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-------"));
    assertThat(Executables.find("of-this-test", List.of(folder))).isEmpty();
  }

  private Path program(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
