package com.klaro.app.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.klaro.app.CommandFailed;
import com.klaro.app.ExitCode;
import com.klaro.app.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldHomeTest {

  @TempDir private Path folder;

  @Test
  void whoHasItIsNamedInOneLine() {
    Path home = folder.resolve("home");
    try (HeldHome _ = HeldHome.take(home)) {
      assertThatThrownBy(() -> HeldHome.take(home))
          .isInstanceOfSatisfying(
              CommandFailed.class, refused -> assertThat(refused.code()).isEqualTo(ExitCode.FAILED))
          .message()
          .contains(home.toString(), "(process " + ProcessHandle.current().pid() + ")")
          .hasLineCount(1);
    }
    HeldHome.take(home).close();
  }

  /// Mails with live tokens lie there, in a folder that somebody else may have made.
  @Test
  void whatLiesInAnOpenFolderIsClosedAllTheSame() throws IOException {
    Path open =
        Files.createDirectory(
            folder.resolve("open"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    try (HeldHome home = HeldHome.take(open)) {
      home.empty();
      for (String name : List.of("mailbox", "sandbox", "temporal")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open.resolve(name))))
            .as(name)
            .isEqualTo("rwx------");
      }
    }
  }

  @Test
  void theRunFileOfAKilledProgramGoes() throws IOException {
    assertThat(HeldHome.forgetTheKilled(folder)).isEmpty();
    assertThat(folder).isEmptyDirectory();

    var tree = JsonNodeFactory.instance.objectNode();
    tree.putObject("pids").put("app", 4711);
    new RunFile(tree).write(folder);
    assertThat(HeldHome.forgetTheKilled(folder)).contains(4711L);
    assertThat(folder.resolve("run.json")).doesNotExist();

    Files.writeString(folder.resolve("run.json"), "{\"pids\": ");
    assertThat(HeldHome.forgetTheKilled(folder)).contains(0L);
    assertThat(folder.resolve("run.json")).doesNotExist();
  }

  @Test
  void itIsEmptiedOfWhatTheProgramKeepsAndOfNothingElse() throws IOException {
    try (HeldHome home = HeldHome.take(folder)) {
      Files.createDirectories(folder.resolve("mailbox/new"));
      Files.writeString(folder.resolve("run.json"), "{}");
      Files.writeString(folder.resolve("notes.txt"), "mine");

      home.empty();

      assertThat(folder.resolve("mailbox")).isEmptyDirectory();
      assertThat(folder.resolve("run.json")).doesNotExist();
      assertThat(folder.resolve("notes.txt")).exists();
      assertThatThrownBy(() -> HeldHome.take(folder)).isInstanceOf(CommandFailed.class);
    }
  }
}
