package com.klaro.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./klaro temporal install`, where Go, Java and the internet are what the test says they are.
class TemporalInstallTest {

  /// What a program of the right version answers.
  private static final String RIGHT = "echo 'temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)'";

  private static final String OTHER = "echo 'temporal version 1.4.0 (Server 1.28.0, UI 2.37.0)'";

  @TempDir private Path folder;
  private Path checkout = Path.of("");
  private Path search = Path.of("");
  private Path temporal = Path.of("");

  /// A checkout that is built, on a machine without Go, whose Java reaches nobody.
  @BeforeEach
  void checkout() throws IOException {
    checkout = Files.createDirectories(folder.resolve("a checkout"));
    search = Files.createDirectories(folder.resolve("search path"));
    temporal = checkout.resolve(".klaro/bin/temporal");
    Files.createDirectories(checkout.resolve("tools"));
    for (String file : new String[] {"klaro", "tools/temporal"}) {
      Files.copy(
          Checkout.root().resolve(file),
          checkout.resolve(file),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    Path lib = Files.createDirectories(checkout.resolve("app/target/dist/lib"));
    Files.writeString(lib.resolve("dev.jars"), "some.jar\n");
    Path jdk = Files.createDirectories(folder.resolve("jdk"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25\"\n");
    Script.program(Files.createDirectories(jdk.resolve("bin")).resolve("javac"), "exit 0");
    java("echo 'The download did not work: no route to host' >&2; exit 1");
  }

  @Test
  void withNeitherGoNorInternetItSaysWhatToDo() throws IOException {
    Script.Ended ended = install();

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err())
        .contains("There is no Go here", "no route to host")
        .contains("klaro: Temporal could be neither built nor downloaded. Do one of these:")
        .contains("install Go 1.25 or newer", "TEMPORAL_ADDRESS", "./klaro dev");
    assertThat(left()).isEmpty();
  }

  @Test
  void withoutGoItIsDownloaded() throws IOException {
    java("for last; do :; done; " + makes("\"$last\"", RIGHT));

    assertThat(install().code()).isZero();
    assertThat(left()).containsExactly("temporal");
  }

  @Test
  void whatGoBuiltIsPutInPlace() throws IOException {
    go(makes("\"$GOBIN/temporal\"", RIGHT));

    Script.Ended ended = install();

    assertThat(ended.code()).isZero();
    assertThat(ended.out().strip()).isEqualTo("Temporal 1.5.1 is in .klaro/bin");
    assertThat(left()).containsExactly("temporal");
    assertThat(asked()).contains("install", "github.com/temporalio/cli/cmd/temporal@v1.5.1");
  }

  @Test
  void doneAgainItDoesNothing() throws IOException {
    go(makes("\"$GOBIN/temporal\"", RIGHT));
    install();
    Files.delete(folder.resolve("asked"));

    assertThat(install().code()).isZero();
    assertThat(folder.resolve("asked")).doesNotExist();
  }

  @Test
  void aBuildThatFailsIsFollowedByADownload() throws IOException {
    go("echo 'go: module lookup disabled' >&2; exit 1");

    Script.Ended ended = install();

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("module lookup disabled", "no route to host", "klaro: ");
    assertThat(left()).isEmpty();
  }

  @Test
  void anotherVersionIsReplacedWhateverStandsBesideIt() throws IOException {
    Files.createDirectories(temporal.getParent());
    Script.program(temporal, OTHER);
    Files.writeString(temporal.resolveSibling("temporal.version"), "1.5.1\n");
    go(makes("\"$GOBIN/temporal\"", RIGHT));

    assertThat(install().code()).isZero();
    assertThat(temporal).content().contains(RIGHT);
  }

  /// The shell would tell of it before a word of ours.
  @Test
  void oneThatCrashesIsReplacedWithoutAWordOfIt() throws IOException {
    Files.createDirectories(temporal.getParent());
    Script.program(temporal, "kill -SEGV $$");
    go(makes("\"$GOBIN/temporal\"", RIGHT));

    Script.Ended ended = install();

    assertThat(ended.code()).isZero();
    assertThat(ended.err()).startsWith("Building Temporal").hasLineCount(1);
    assertThat(temporal).content().contains(RIGHT);
  }

  /// A Go that stamps nothing, or a proxy that hands out something else.
  @Test
  void whatIsNotTheRightVersionAfterwardsIsNoSuccess() throws IOException {
    go(makes("\"$GOBIN/temporal\"", OTHER));

    Script.Ended ended = install();

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.err()).contains("What came of it is not Temporal 1.5.1.");
    assertThat(left()).isEmpty();
  }

  private Script.Ended install() {
    Script script = new Script(checkout.resolve("klaro")).bareSystem(search);
    for (String tool : new String[] {"mktemp", "chmod"}) {
      Script.program(
          search.resolve(tool), "exec /usr/bin/env -i PATH=/usr/bin:/bin " + tool + " \"$@\"");
    }
    return script
        .set("JAVA_HOME", folder.resolve("jdk").toString())
        .set("KLARO_BUILDING", "yes")
        .run("temporal", "install");
  }

  private void go(String line) {
    Script.program(search.resolve("go"), "echo \"$@\" >>'" + folder + "/asked'\n" + line);
  }

  private void java(String line) {
    Script.program(folder.resolve("jdk/bin/java"), line);
  }

  /// Shell that leaves a program which answers so.
  private static String makes(String file, String answer) {
    return "printf '#!/bin/sh\\n%s\\n' \"" + answer + "\" >" + file + "; chmod 700 " + file;
  }

  private String asked() throws IOException {
    return Files.readString(folder.resolve("asked"));
  }

  private Stream<String> left() throws IOException {
    try (Stream<Path> files = Files.list(temporal.getParent())) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
