package com.klaro.sandbox.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.klaro.sandbox.process.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalBinaryTest {

  @TempDir private Path folder;

  @Test
  void aVersionIsWhatTheProgramSays() throws IOException {
    assertThat(TemporalBinary.version(program("echo temporal version 1.5.1 '(Server 1.29.1)'")))
        .isEqualTo("1.5.1");
  }

  @Test
  void oneThatDoesNotWorkIsNamedWithWhatItDid() throws IOException {
    refused("kill -SEGV $$", "says nothing and dies of signal 11");
    refused("exit 7", "says nothing and ends with code 7");
    refused("echo something else; echo and more", "answers something else");
    Files.writeString(program(""), "#!/nowhere/sh\n");
    refused(folder.resolve("temporal"), "does not start");
  }

  private void refused(String line, String why) throws IOException {
    refused(program(line), why);
  }

  private static void refused(Path program, String why) {
    assertThatThrownBy(() -> TemporalBinary.version(program))
        .isInstanceOf(CannotStart.class)
        .hasMessage(
            program + " is no temporal program that works: asked for its version, it " + why);
  }

  private Path program(String line) throws IOException {
    Path file = Files.writeString(folder.resolve("temporal"), "#!/bin/sh\n" + line + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
